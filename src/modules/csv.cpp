// The module _csv.
#include "modules/csv.h"

#include "modules/module_constants.h"
#include "modules/module_state.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr uint64_t kDefaultFieldLimit = 128 * 1024;

#define OPHION_CSV_OPTIONS                                                                                 \
  "delimiter=None, doublequote=None, escapechar=None, lineterminator=None, quotechar=None, quoting=None, " \
  "skipinitialspace=None, strict=None"

Dict* dialects() { return moduleState().csv_dialects_.get(); }

// args: name, dialect, options
Ref<Object> registerDialect(Object* const* args) {
  if (!isStrLayout(args[0])) return raise(kTypeTypeError, "dialect name must be a string");
  Ref<CsvDialect> dialect = makeCsvDialect_mayRunPython(args[1], args + 2);
  if (!dialect || !setItem_mayRunPython(dialects(), args[0], dialect.get())) return raised();
  return newNone();
}
Ref<Object> unregisterDialect(Object* const* args) {
  Ref<Object> old;
  int removed = removeItem_mayRunPython(dialects(), args[0], &old);
  if (removed == 0) return raiseCsvError("unknown dialect");
  return removed < 0 ? Ref<Object>(raised()) : newNone();
}
Ref<Object> getDialect(Object* const* args) {
  Object* found;
  int there = getItem_mayRunPython(dialects(), args[0], &found);
  if (there == 0) return raiseCsvError("unknown dialect");
  return there < 0 ? Ref<Object>(raised()) : share(found);
}
Ref<Object> listDialects(Object* const*) { return toList_mayRunPython(dialects()); }

Ref<Object> fieldSizeLimit(Object* const* args) {
  uint64_t& limit = moduleState().csv_field_limit_;
  Ref<Int> before = newIntFromUnsigned(limit);
  if (!before || args[0] == nullptr) return before;
  if (!isExactInt(args[0])) return raise(kTypeTypeError, "limit must be an integer");
  int64_t value;
  if (!tryInt64(static_cast<Int*>(args[0]), &value)) {
    return raise(kTypeOverflowError, "Python int too large to convert to C long");
  }
  limit = value < 0 ? 0 : static_cast<uint64_t>(value);
  return before;
}

constexpr NativeKind kFunction = NativeKind::Function;
constexpr NativeDef kFunctions[] = {
    {"reader", "iterable, /, dialect=None, *, " OPHION_CSV_OPTIONS, newCsvReader,
     "csv_reader = reader(iterable [, dialect='excel'] [optional keyword args])\n\nThe rows of an iterable of lines.",
     kFunction},
    {"writer", "fileobj, /, dialect=None, *, " OPHION_CSV_OPTIONS, newCsvWriter,
     "csv_writer = csv.writer(fileobj [, dialect='excel'] [optional keyword args])\n\nWrites rows to a file.",
     kFunction},
    {"list_dialects", "", listDialects, "Return a list of all known dialect names.", kFunction},
    {"register_dialect", "name, /, dialect=None, *, " OPHION_CSV_OPTIONS, registerDialect,
     "Create a mapping from a string name to a dialect class.", kFunction},
    {"unregister_dialect", "name", unregisterDialect, "Delete the name/dialect mapping associated with a string name.",
     kFunction},
    {"get_dialect", "name", getDialect, "Return the dialect instance associated with name.", kFunction},
    {"field_size_limit", "new_limit=None, /", fieldSizeLimit,
     "Sets an upper limit on parsed fields; the old limit is returned.", kFunction},
};
constexpr TypeIndex kTypes[] = {kTypeCsvDialect};

bool populate(Dict* dict) {
  constexpr IntConstant kConstants[] = {
      {"QUOTE_MINIMAL", 0}, {"QUOTE_ALL", 1}, {"QUOTE_NONNUMERIC", 2}, {"QUOTE_NONE", 3}};
  ModuleState& state = moduleState();
  Ref<Dict> known = newDict();
  if (!known) return false;
  if (!addConstant(dict, "_dialects", share(known.get()))) return false;
  state.csv_dialects_.assign(std::move(known));
  state.csv_field_limit_ = kDefaultFieldLimit;
  return addIntConstants(dict, kConstants) && addConstant(dict, "__version__", newAscii("1.0")) &&
         addModuleError(dict, "Error", "Error", "_csv", kTypeException);
}

}  // namespace

extern const ModuleSpec kCsvModule;
const ModuleSpec kCsvModule = {"_csv", "CSV parsing and writing.\n", kFunctions, kTypes, populate};

}  // namespace ophion
