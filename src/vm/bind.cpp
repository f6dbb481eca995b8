// Binding arguments to parameters: from what a call passed, in place, to what the function's first registers must hold.
#include "object/allocate.h"
#include "object/dict.h"
#include "object/protocol.h"
#include "object/str_builder.h"
#include "vm/interpreter.h"
#include "vm/operand.h"

namespace ophion {

namespace {

// One call being bound. `args_` are the arguments, moved out of the way; the registers are empty.
class Binder {
 public:
  Binder(Function* function, Register* fp, Register* args, size_t n, Tuple* names)
      : function_(function),
        code_(function->code_.get()),
        fp_(fp),
        args_(args),
        keyword_names_(names),
        keywords_(names == nullptr ? 0 : names->size_),
        positional_(n - keywords_) {}

  bool bind() {
    unsigned max = code_->argument_count_;
    size_t direct = positional_ < max ? positional_ : max;
    for (size_t i = 0; i < direct; ++i) move(i, args_[i]);
    if (!collectPositional(direct)) return false;
    if (code_->is(kCodeVarKeywords)) {
      Ref<Dict> rest = newDict();
      if (!rest) return false;
      fp_[code_->parameterCount() - 1] = slotIndex(rest.release());
    }
    for (size_t k = 0; k < keywords_; ++k) {
      if (!bindKeyword(k)) return false;
    }
    if (positional_ > max && !code_->is(kCodeVarArgs)) return tooManyPositional();
    return fillDefaults() && fillKeywordDefaults();
  }

 private:
  void move(size_t r, Register& from) {
    fp_[r] = from;
    from = 0;
  }
  Str* parameterName(size_t i) { return reinterpret_cast<Str*>(code_->variable_names_->at(i)); }
  unsigned named() const { return unsigned{code_->argument_count_} + code_->keyword_only_count_; }

  bool collectPositional(size_t direct) {
    if (!code_->is(kCodeVarArgs)) return true;
    size_t extra = positional_ - direct;
    Ref<Tuple> rest = extra == 0 ? emptyTuple() : newTuple(extra);
    if (!rest) return false;
    for (size_t i = 0; i < extra; ++i) {
      rest->items()[i] = Slot<Object>::fromIndex(args_[direct + i]);
      args_[direct + i] = 0;
    }
    fp_[named()] = slotIndex(rest.release());
    return true;
  }

  bool bindKeyword(size_t k) {
    Object* key = keyword_names_->at(k);
    if (!isStrLayout(key))
      return raise(kTypeTypeError, "%U() keywords must be strings", function_->qualified_name_.get());
    Str* name = static_cast<Str*>(key);
    Register& value = args_[positional_ + k];
    for (unsigned i = code_->positional_only_count_; i < named(); ++i) {
      Str* parameter = parameterName(i);
      if (parameter != name && !equalStrs(parameter, name)) continue;
      if (fp_[i] != 0) {
        return raise(kTypeTypeError, "%U() got multiple values for argument '%U'", function_->qualified_name_.get(),
                     name);
      }
      move(i, value);
      return true;
    }
    if (!code_->is(kCodeVarKeywords)) return unexpectedKeyword(name);
    Dict* rest = static_cast<Dict*>(objectAt(fp_[code_->parameterCount() - 1]));
    if (getStrBorrowed(rest, name) != nullptr) {
      return raise(kTypeTypeError, "%U() got multiple values for keyword argument '%U'",
                   function_->qualified_name_.get(), name);
    }
    return setStr(rest, name, objectAt(value));
  }

  bool unexpectedKeyword(Str* name) {
    // A keyword that names a positional-only parameter gets a message that lists all of them.
    StrBuilder list;
    bool any = false;
    for (size_t k = 0; k < keywords_; ++k) {
      Str* given = static_cast<Str*>(keyword_names_->at(k));
      for (unsigned i = 0; i < code_->positional_only_count_; ++i) {
        if (!equalStrs(parameterName(i), given)) continue;
        if ((any && !list.appendAscii(", ")) || !list.append(given)) return false;
        any = true;
      }
    }
    if (any) {
      Ref<Str> names = list.finish();
      if (!names) return false;
      return raise(kTypeTypeError, "%U() got some positional-only arguments passed as keyword arguments: '%U'",
                   function_->qualified_name_.get(), names.get());
    }
    return raise(kTypeTypeError, "%U() got an unexpected keyword argument '%U'", function_->qualified_name_.get(),
                 name);
  }

  bool tooManyPositional() {
    unsigned max = code_->argument_count_;
    Tuple* defaults = static_cast<Tuple*>(function_->defaults_.getOrNull());
    unsigned n_defaults = defaults == nullptr ? 0 : defaults->size_;
    unsigned keyword_only_given = 0;
    for (unsigned i = max; i < named(); ++i) keyword_only_given += fp_[i] != 0;
    Ref<Str> takes = n_defaults != 0 ? formatStr("from %u to %u", max - n_defaults, max) : formatStr("%u", max);
    if (!takes) return false;
    bool plural = n_defaults != 0 || max != 1;
    if (keyword_only_given != 0) {
      return raise(kTypeTypeError,
                   "%U() takes %U positional argument%s but %zu positional argument%s (and %u keyword-only argument%s) "
                   "were given",
                   function_->qualified_name_.get(), takes.get(), plural ? "s" : "", positional_,
                   positional_ != 1 ? "s" : "", keyword_only_given, keyword_only_given != 1 ? "s" : "");
    }
    return raise(kTypeTypeError, "%U() takes %U positional argument%s but %zu %s given",
                 function_->qualified_name_.get(), takes.get(), plural ? "s" : "", positional_,
                 positional_ == 1 ? "was" : "were");
  }

  bool fillDefaults() {
    Tuple* defaults = static_cast<Tuple*>(function_->defaults_.getOrNull());
    unsigned n_defaults = defaults == nullptr ? 0 : defaults->size_;
    unsigned max = code_->argument_count_;
    unsigned required = max - (n_defaults < max ? n_defaults : max);
    for (unsigned i = 0; i < required; ++i) {
      if (fp_[i] == 0) return missing(0, required, "positional");
    }
    for (unsigned i = required; i < max; ++i) {
      if (fp_[i] == 0) fp_[i] = slotIndex(share(defaults->at(i - max + n_defaults)).release());
    }
    return true;
  }

  bool fillKeywordDefaults() {
    Dict* defaults = static_cast<Dict*>(function_->keyword_defaults_.getOrNull());
    bool any_missing = false;
    for (unsigned i = code_->argument_count_; i < named(); ++i) {
      if (fp_[i] != 0) continue;
      Object* value = defaults == nullptr ? nullptr : getStrBorrowed(defaults, parameterName(i));
      if (value != nullptr) {
        fp_[i] = slotIndex(share(value).release());
      } else {
        any_missing = true;
      }
    }
    return !any_missing || missing(code_->argument_count_, named(), "keyword-only");
  }

  bool missing(unsigned from, unsigned to, const char* kind) {
    unsigned n = 0;
    for (unsigned i = from; i < to; ++i) n += fp_[i] == 0;
    StrBuilder list;
    unsigned at = 0;
    for (unsigned i = from; i < to; ++i) {
      if (fp_[i] != 0) continue;
      ++at;
      if (at > 1 && !list.appendAscii(at < n ? ", " : n == 2 ? " and " : ", and ")) return false;
      if (!list.appendAscii("'") || !list.append(parameterName(i)) || !list.appendAscii("'")) return false;
    }
    Ref<Str> names = list.finish();
    if (!names) return false;
    return raise(kTypeTypeError, "%U() missing %u required %s argument%s: %U", function_->qualified_name_.get(), n,
                 kind, n == 1 ? "" : "s", names.get());
  }

  Function* function_;
  Code* code_;
  Register* fp_;
  Register* args_;
  Tuple* keyword_names_;
  size_t keywords_;
  size_t positional_;
};

constexpr size_t kArgumentsOnStack = 32;

bool bindMoved(Function* function, Register* fp, Register* args, size_t n, Tuple* names) {
  __builtin_memcpy(args, fp, n * sizeof(Register));
  __builtin_memset(fp, 0, n * sizeof(Register));
  Binder binder(function, fp, args, n, names);
  bool ok = binder.bind();
  // What was not moved into a parameter: keywords that went into a dict, and everything where binding failed.
  for (size_t i = 0; i < n; ++i) dropRegister(args, static_cast<unsigned>(i));
  if (!ok) {
    ErrorStash stash;
    releaseRegisters_mayRunPython(fp, 0, function->code_->parameterCount());
  }
  return ok;
}

}  // namespace

bool bindArguments(Function* function, Register* fp, size_t n, Tuple* keyword_names) {
  Code* code = function->code_.get();
  // A class body or module takes its namespace, though it has no parameter by name.
  if (code->is(kCodeNamespace) && n == 1 && keyword_names == nullptr) return true;
  if (keyword_names == nullptr && n == code->argument_count_ && code->parameterCount() == n) return true;
  if (n <= kArgumentsOnStack) {
    Register args[kArgumentsOnStack];
    return bindMoved(function, fp, args, n, keyword_names);
  }
  RawBuffer<Register> args(n);
  if (!args) {
    releaseRegisters_mayRunPython(fp, 0, static_cast<unsigned>(n));
    return raised();
  }
  return bindMoved(function, fp, args.get(), n, keyword_names);
}

}  // namespace ophion
