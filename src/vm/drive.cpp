#include "vm/drive.h"

#include <cstring>

#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/module_spec.h"
#include "object/native.h"
#include "object/protocol.h"
#include "object/singletons.h"
#include "object/tuple.h"
#include "vm/inline_cache.h"
#include "vm/operand.h"

namespace ophion {

namespace {

Drive driveOfFunction(NativeFunction* function) {
  uint32_t table = function->id_ >> 16;
  if (table < kModuleTables || table == kHostTable) return Drive::None;
  if (std::strcmp(moduleSpecs()[table - kModuleTables]->name, "builtins") != 0) return Drive::None;
  static constexpr struct {
    const char* name;
    Drive drive;
  } kKnown[] = {{"all", Drive::All}, {"any", Drive::Any}, {"sum", Drive::Sum}, {"sorted", Drive::Sorted}};
  for (const auto& known : kKnown) {
    if (std::strcmp(nativeDef(function->id_).name, known.name) == 0) return known.drive;
  }
  return Drive::None;
}

Drive driveAt(Instruction* pc) { return static_cast<Drive>(callCache(pc).arguments_); }

bool addToSum(Register* t, Ref<Object> item) {
  Object* sum = objectAt(t[kDriveGathered]);
  int64_t total;
  if (isSmallInt(sum) && isSmallInt(item.get()) && sum->count_ == 1 && !isCachedInt(smallValue(sum)) &&
      !__builtin_add_overflow(smallValue(sum), smallValue(item.get()), &total) && !isCachedInt(total)) {
    static_cast<Int*>(sum)->value_ = total;
    return true;
  }
  if (isExactFloat(sum) && isExactFloat(item.get()) && sum->count_ == 1) {
    static_cast<Float*>(sum)->value_ += floatValue(item.get());
    return true;
  }
  return setRegister(t, kDriveGathered, binaryOp(BinaryOp::Add, sum, item.get()));
}

}  // namespace

Drive driveOf(Object* callable) {
  if (isExactNativeFunction(callable)) return driveOfFunction(static_cast<NativeFunction*>(callable));
  if (callable == builtinType(kTypeList)) return Drive::List;
  if (callable == builtinType(kTypeTuple)) return Drive::Tuple;
  return Drive::None;
}

bool beginDrive(Drive drive, Register* t) {
  switch (drive) {
    case Drive::Sum:
      return setRegister(t, kDriveGathered, newInt(0));
    case Drive::List:
    case Drive::Tuple:
    case Drive::Sorted:
      return setRegister(t, kDriveGathered, newList());
    default:
      return true;
  }
}

DriveStep driveItem_mayRunPython(Drive drive, Register* t, Object* given) {
  Ref<Object> item = Ref<Object>::steal(given);
  switch (drive) {
    case Drive::Sum:
      return addToSum(t, std::move(item)) ? DriveStep::Next : DriveStep::Failed;
    case Drive::List:
    case Drive::Tuple:
    case Drive::Sorted: {
      List* list = static_cast<List*>(objectAt(t[kDriveGathered]));
      return appendToListSteal(list, std::move(item)) ? DriveStep::Next : DriveStep::Failed;
    }
    default: {
      int truth = isTrue(item.get());
      if (truth < 0) return DriveStep::Failed;
      return (truth != 0) == (drive == Drive::Any) ? DriveStep::Done : DriveStep::Next;
    }
  }
}

bool finishDrive_mayRunPython(Instruction* pc, Register* fp, bool early) {
  Register* t = fp + pc->a;
  Drive drive = driveAt(pc);
  Ref<Object> value = takeRegister(t, kDriveGathered);
  switch (drive) {
    case Drive::All:
      value = newBool(!early);
      break;
    case Drive::Any:
      value = newBool(early);
      break;
    case Drive::Tuple: {
      List* list = static_cast<List*>(value.get());
      value = list->size_ == 0 ? Ref<Object>(emptyTuple()) : newTupleFromSlots(list->items(), list->size_);
      break;
    }
    case Drive::Sorted:
      if (!sortList_mayRunPython(static_cast<List*>(value.get()), nullptr, false)) value = nullptr;
      break;
    default:
      break;
  }
  if (!value) return false;
  dropRegister(t, kWindowArguments);
  dropRegister(t, kWindowCallable);
  return setRegister(fp, pc->c, std::move(value));
}

bool driveRest_mayRunPython(Instruction* pc, Register* fp) {
  Register* t = fp + pc->a;
  Drive drive = driveAt(pc);
  for (;;) {
    Ref<Object> item = iterNext(objectAt(t[kWindowArguments]));
    if (!item) {
      if (errorPending()) return false;
      return finishDrive_mayRunPython(pc, fp, false);
    }
    switch (driveItem_mayRunPython(drive, t, item.release())) {
      case DriveStep::Failed:
        return false;
      case DriveStep::Done:
        return finishDrive_mayRunPython(pc, fp, true);
      case DriveStep::Next:
        break;
    }
  }
}

}  // namespace ophion
