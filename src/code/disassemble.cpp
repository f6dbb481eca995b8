// Text of a code object's instructions.
#include <cstdarg>
#include <cstdio>

#include "code/operands.h"
#include "object/error.h"
#include "object/protocol.h"
#include "object/str_builder.h"
#include "object/tuple.h"

namespace ophion {

namespace {

class Listing {
 public:
  explicit Listing(const Code* code) : code_(code) {}
  bool instruction(uint32_t at);
  bool exceptions();
  Ref<Str> finish() { return text_.finish(); }

 private:
  __attribute__((format(printf, 2, 3))) bool print(const char* format, ...);
  bool registerName(unsigned reg);
  bool source(unsigned operand);
  bool constant(uint32_t index);
  bool name(uint32_t index);
  bool field(Role role, unsigned value);

  const Code* code_;
  StrBuilder text_;
};

bool Listing::print(const char* format, ...) {
  char buffer[128];
  va_list args;
  va_start(args, format);
  int n = vsnprintf(buffer, sizeof buffer, format, args);
  va_end(args);
  return text_.appendAscii({buffer, static_cast<size_t>(n)});
}

bool Listing::registerName(unsigned reg) {
  if (reg == kNoRegister) return print("-");
  unsigned temps = unsigned{code_->local_count_} + code_->cell_count_;
  if (reg >= temps) return print("t%u", reg - temps);
  if (reg >= code_->local_count_) {
    return print("cell:") && text_.append(static_cast<Str*>(code_->cell_names_->at(reg - code_->local_count_)));
  }
  if (reg >= code_->variable_names_->size_) return print("namespace");
  return text_.append(static_cast<Str*>(code_->variable_names_->at(reg)));
}

bool Listing::constant(uint32_t index) {
  if (index >= code_->constants_->size_) return print("constant %u?", index);
  Ref<Str> shown = reprOf(code_->constants_->at(index));
  if (!shown) return false;
  size_t length = shown->length_ < 60 ? shown->length_ : 60;
  return text_.append(shown.get(), 0, length);
}

bool Listing::source(unsigned operand) {
  if (operand == kNoRegister) return print("-");
  if ((operand & kOperandConst) != 0) return constant(operand & kOperandMask);
  return registerName(operand & kOperandMask) && ((operand & kOperandConsume) == 0 || print("!"));
}

bool Listing::name(uint32_t index) {
  if (index >= code_->names_->size_) return print("name %u?", index);
  return text_.append(static_cast<Str*>(code_->names_->at(index)));
}

bool Listing::field(Role role, unsigned value) {
  switch (role) {
    case Role::Destination:
    case Role::Register:
    case Role::Window:
      return registerName(value);
    case Role::Source:
      return source(value);
    case Role::Name:
      return name(value);
    case Role::Constant:
      return constant(value);
    default:
      return print("%u", value);
  }
}

bool Listing::instruction(uint32_t at) {
  const Instruction* i = code_->instructions() + at;
  if (i->op >= kEmittedOps) return print("%5u specialised %u\n", at, i->op);
  const OperandRoles& roles = kOperandRoles.of[i->op];
  if (!print("%5d %5u %-18s", lineAt(code_, at), at, kOpNames[i->op])) return false;
  const unsigned values[] = {i->a, i->b, i->c};
  const char* separator = " ";
  for (unsigned f = 0; f < 3; ++f) {
    if (roles.field[f] == Role::None) break;
    if (!print("%s", separator) || !field(roles.field[f], values[f])) return false;
    separator = ", ";
  }
  bool ok = true;
  if (roles.wide_constant) ok = print("%s", separator) && constant(uint32_t{i->b} | uint32_t{i->c} << 16);
  if (ok && roles.extra_constant) ok = print("%s", separator) && constant(extraOf(i));
  if (ok && roles.extra_number) ok = print("%s%u", separator, extraOf(i));
  if (ok && roles.extra_source) ok = print("%s", separator) && source(extraOf(i));
  if (ok && (roles.jump_here || roles.extra_jump)) ok = print(" -> %u", jumpTargetOf(code_->instructions(), at));
  return ok && print("\n");
}

bool Listing::exceptions() {
  for (uint32_t i = 0; i < code_->exception_count_; ++i) {
    const ExceptionEntry& e = code_->exceptions_.get()[i];
    if (!print("  [%u, %u) -> %u, from ", e.start, e.end, e.handler) || !registerName(e.depth) || !print(", into ") ||
        !registerName(e.target) || !print("\n")) {
      return false;
    }
  }
  return true;
}

}  // namespace

Ref<Str> disassemble(const Code* code) {
  Listing listing(code);
  for (uint32_t at = 0; at < code->instruction_units_;) {
    if (!listing.instruction(at)) return raised();
    uint16_t op = code->instructions()[at].op;
    at += op < kEmittedOps ? kUnits[op] : 1;
  }
  if (!listing.exceptions()) return raised();
  return listing.finish();
}

}  // namespace ophion
