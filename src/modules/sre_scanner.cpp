// What pattern.scanner() and finditer() run: searches that go on where the last one ended.
#include "modules/sre.h"
#include "object/make_instance.h"
#include "object/protocol.h"
#include "object/singletons.h"

namespace ophion {

namespace {

Ref<Object> step(SreScanner* scanner, bool searching) {
  if (scanner->done_) return newNone();
  Ref<SrePattern> pattern = scanner->pattern_.share();
  SreSubject subject;
  if (!subject.acquireBetween(pattern.get(), scanner->string_.get(), scanner->from_, scanner->to_)) return raised();
  SreMatcher matcher(pattern->program(), subject.text());
  if (!matcher.ready()) return raised();
  int found = searching ? matcher.search_mayRunPython(scanner->next_, scanner->must_advance_)
                        : matcher.match_mayRunPython(scanner->next_, false, scanner->must_advance_);
  if (found < 0) return raised();
  if (found == 0) {
    scanner->done_ = true;
    return newNone();
  }
  scanner->next_ = matcher.end();
  scanner->must_advance_ = matcher.end() == matcher.start();
  return newSreMatch(pattern.get(), subject, matcher);
}

Ref<Object> match(Object* const* args) { return step(static_cast<SreScanner*>(args[0]), false); }
Ref<Object> search(Object* const* args) { return step(static_cast<SreScanner*>(args[0]), true); }
Ref<Object> getPattern(Object* object) { return Ref<Object>(static_cast<SreScanner*>(object)->pattern_.share()); }

constexpr NativeDef kMethods[] = {{"match", "self, /", match}, {"search", "self, /", search}};
constexpr GetSetDef kAttributes[] = {asMember({"pattern", getPattern})};

}  // namespace

Ref<Object> newSreScanner(SrePattern* pattern, Object* string, Object* from, Object* to) {
  SreSubject subject;
  if (!subject.acquire(pattern, string, from, to)) return raised();
  Ref<SreScanner> scanner = allocateContainer<SreScanner>(kTypeSreScanner);
  if (!scanner) return raised();
  scanner->pattern_.init(share(pattern));
  scanner->string_.init(share(string));
  scanner->from_ = scanner->next_ = subject.from();
  scanner->to_ = subject.to();
  return scanner;
}

const TypeSpec kSreScannerSpec = {
    "SRE_Scanner", "_sre",     slotRowLayout<SreScanner, 2>("SRE_Scanner"), kTypeDisallowInstantiation,
    kMethods,      kAttributes};

}  // namespace ophion
