// The module time.
#include <cerrno>
#include <climits>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>

#include "modules/module_constants.h"
#include "modules/os_error.h"
#include "object/allocate.h"
#include "object/codec.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/import_hook.h"
#include "object/int.h"
#include "object/module_spec.h"
#include "object/protocol.h"
#include "object/signal_hook.h"
#include "object/simple_namespace.h"
#include "object/singletons.h"
#include "object/str.h"
#include "object/str_methods.h"
#include "object/struct_sequence.h"
#include "object/tuple.h"
#include "object/type.h"

namespace ophion {

namespace {

constexpr NativeKind kFunction = NativeKind::Function;
constexpr int64_t kNanos = 1000000000;

constexpr StructFieldDef kTimeFields[] = {
    {"tm_year", "year, for example, 1993"},
    {"tm_mon", "month of year, range [1, 12]"},
    {"tm_mday", "day of month, range [1, 31]"},
    {"tm_hour", "hours, range [0, 23]"},
    {"tm_min", "minutes, range [0, 59]"},
    {"tm_sec", "seconds, range [0, 61])"},
    {"tm_wday", "day of week, range [0, 6], Monday is 0"},
    {"tm_yday", "day of year, range [1, 366]"},
    {"tm_isdst", "1 if summer time is in effect, 0 if not, and -1 if unknown"},
    {"tm_zone", "abbreviation of timezone name"},
    {"tm_gmtoff", "offset from UTC in seconds"},
};
constexpr StructSequenceDef kStructTime = {
    "time", "struct_time",
    "The time value as returned by gmtime(), localtime(), and strptime(), and\n accepted "
    "by asctime(), mktime() and strftime().  May be considered as a\n sequence of 9 integers.",
    kTimeFields, 9};

bool readClock(clockid_t clock, timespec* out) { return ::clock_gettime(clock, out) == 0 || raiseErrno(); }
double toSeconds(const timespec& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9; }

template <clockid_t clock>
Ref<Object> seconds(Object* const*) {
  timespec t;
  return readClock(clock, &t) ? Ref<Object>(newFloat(toSeconds(t))) : nullptr;
}
template <clockid_t clock>
Ref<Object> nanoseconds(Object* const*) {
  timespec t;
  return readClock(clock, &t) ? Ref<Object>(newInt(t.tv_sec * kNanos + t.tv_nsec)) : nullptr;
}

bool clockArgument(Object* given, clockid_t* out) {
  int64_t id;
  if (!asInt64(given, &id)) return raised();
  *out = static_cast<clockid_t>(id);
  return true;
}
Ref<Object> clockGetTime(Object* const* args) {
  clockid_t clock;
  timespec t;
  return clockArgument(args[0], &clock) && readClock(clock, &t) ? Ref<Object>(newFloat(toSeconds(t))) : nullptr;
}
Ref<Object> clockGetTimeNs(Object* const* args) {
  clockid_t clock;
  timespec t;
  return clockArgument(args[0], &clock) && readClock(clock, &t) ? Ref<Object>(newInt(t.tv_sec * kNanos + t.tv_nsec))
                                                                : nullptr;
}
Ref<Object> clockGetRes(Object* const* args) {
  clockid_t clock;
  timespec t;
  if (!clockArgument(args[0], &clock)) return raised();
  return ::clock_getres(clock, &t) == 0 ? Ref<Object>(newFloat(toSeconds(t))) : raiseErrno();
}

Ref<Object> clockInfo(Object* const* args) {
  struct Known {
    const char* name;
    const char* implementation;
    clockid_t clock;
    bool monotonic, adjustable;
  };
  static constexpr Known kClocks[] = {
      {"time", "clock_gettime(CLOCK_REALTIME)", CLOCK_REALTIME, false, true},
      {"monotonic", "clock_gettime(CLOCK_MONOTONIC)", CLOCK_MONOTONIC, true, false},
      {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", CLOCK_MONOTONIC, true, false},
      {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", CLOCK_PROCESS_CPUTIME_ID, true, false},
      {"thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", CLOCK_THREAD_CPUTIME_ID, true, false},
  };
  if (!isStrLayout(args[0])) return raise(kTypeTypeError, "get_clock_info() argument 1 must be str, not %T", args[0]);
  for (const Known& known : kClocks) {
    if (!equalsAscii(asStr(args[0]), known.name)) continue;
    timespec t;
    if (::clock_getres(known.clock, &t) != 0) return raiseErrno();
    Ref<Dict> fields = newDict();
    if (!fields || !addConstant(fields.get(), "implementation", newStr(known.implementation)) ||
        !addConstant(fields.get(), "monotonic", newBool(known.monotonic)) ||
        !addConstant(fields.get(), "adjustable", newBool(known.adjustable)) ||
        !addConstant(fields.get(), "resolution", newFloat(toSeconds(t)))) {
      return raised();
    }
    return newSimpleNamespace(fields.get());
  }
  return raise(kTypeValueError, "unknown clock");
}

Ref<Object> sleepFunction(Object* const* args) {
  int64_t whole, nanos = 0;
  if (isFloatLayout(args[0])) {
    double value = floatValue(args[0]);
    if (std::isnan(value)) return raise(kTypeValueError, "Invalid value NaN (not a number)");
    if (value < 0) return raise(kTypeValueError, "sleep length must be non-negative");
    if (value > 9e9) return raise(kTypeOverflowError, "timestamp too large to convert to C _PyTime_t");
    whole = static_cast<int64_t>(value);
    nanos = static_cast<int64_t>(std::ceil((value - static_cast<double>(whole)) * 1e9));
  } else {
    if (!asInt64Clipped(args[0], &whole)) return raised();
    if (whole < 0 && whole >= -9000000000) return raise(kTypeValueError, "sleep length must be non-negative");
    if (whole < 0 || whole > 9000000000)
      return raise(kTypeOverflowError, "timestamp too large to convert to C _PyTime_t");
  }
  timespec until;
  if (!readClock(CLOCK_MONOTONIC, &until)) return raised();
  until.tv_sec += whole + (until.tv_nsec + nanos) / kNanos;
  until.tv_nsec = (until.tv_nsec + nanos) % kNanos;
  int error;
  while ((error = ::clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr)) == EINTR) {
    if (!handleSignals_mayRunPython()) return raised();
  }
  return error == 0 ? newNone() : raiseOSError(error);
}

// --- broken-down time ---

Ref<Object> fromTm(const tm& t) {
  int64_t numbers[] = {t.tm_year + int64_t{1900}, t.tm_mon + 1,  t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec,
                       (t.tm_wday + 6) % 7,       t.tm_yday + 1, t.tm_isdst};
  Ref<Object> held[11];
  Object* values[11];
  for (unsigned i = 0; i < 9; ++i) held[i] = newInt(numbers[i]);
  held[9] = t.tm_zone == nullptr ? newNone() : Ref<Object>(newStr(t.tm_zone));
  held[10] = newInt(t.tm_gmtoff);
  for (unsigned i = 0; i < 11; ++i) {
    if (!held[i]) return raised();
    values[i] = held[i].get();
  }
  return newStructSequence(kStructTime, values);
}

// Whole seconds, rounded down; now where None.
bool secondsArgument(Object* given, time_t* out) {
  if (given == nullptr || isNone(given)) {
    *out = ::time(nullptr);
    return true;
  }
  if (isFloatLayout(given)) {
    double value = std::floor(floatValue(given));
    if (std::isnan(value)) return raise(kTypeValueError, "Invalid value NaN (not a number)");
    if (!(value >= -9.2e18 && value <= 9.2e18))
      return raise(kTypeOverflowError, "timestamp out of range for platform time_t");
    *out = static_cast<time_t>(value);
    return true;
  }
  int64_t value;
  if (!asInt64(given, &value)) {
    if (!errorMatches(kTypeOverflowError)) return raised();
    clearError();
    return raise(kTypeOverflowError, "timestamp out of range for platform time_t");
  }
  *out = value;
  return true;
}

bool toLocal(time_t at, tm* out) {
  errno = 0;
  if (::localtime_r(&at, out) != nullptr) return true;
  return raiseOSError(errno == 0 ? EINVAL : errno);
}

Ref<Object> localTime(Object* const* args) {
  time_t at;
  tm t;
  return secondsArgument(args[0], &at) && toLocal(at, &t) ? fromTm(t) : nullptr;
}
Ref<Object> gmTime(Object* const* args) {
  time_t at;
  tm t;
  if (!secondsArgument(args[0], &at)) return raised();
  errno = 0;
  if (::gmtime_r(&at, &t) == nullptr) return raiseOSError(errno == 0 ? EINVAL : errno);
  return fromTm(t);
}

// A tuple of nine, or a struct_time. `zone_room` keeps the zone's name.
bool toTm(Object* given, const char* function, tm* out, char (&zone_room)[64]) {
  std::memset(out, 0, sizeof *out);
  if (!isTupleLayout(given)) return raise(kTypeTypeError, "Tuple or struct_time argument required");
  Tuple* items = static_cast<Tuple*>(given);
  int64_t n[9];
  if (items->size_ != 9) return raise(kTypeTypeError, "%s(): illegal time tuple argument", function);
  for (unsigned i = 0; i < 9; ++i) {
    if (!asInt64(items->at(i), &n[i])) return raised();
    if (n[i] > INT_MAX || n[i] < INT_MIN) {
      return raise(kTypeOverflowError, i == 0     ? "year out of range"
                                       : n[i] > 0 ? "signed integer is greater than maximum"
                                                  : "signed integer is less than minimum");
    }
  }
  if (n[0] < INT_MIN + 1900) return raise(kTypeOverflowError, "year out of range");
  out->tm_year = static_cast<int>(n[0] - 1900);
  out->tm_mon = static_cast<int>(n[1]) - 1;
  out->tm_mday = static_cast<int>(n[2]);
  out->tm_hour = static_cast<int>(n[3]);
  out->tm_min = static_cast<int>(n[4]);
  out->tm_sec = static_cast<int>(n[5]);
  out->tm_wday = static_cast<int>((n[6] + 1) % 7);
  out->tm_yday = static_cast<int>(n[7]) - 1;
  out->tm_isdst = static_cast<int>(n[8]);
  if (typeOf(given) != structSequenceType(kStructTime)) return !errorPending();
  Ref<Str> zone_key = internText("tm_zone"), offset_key = internText("tm_gmtoff");
  Ref<Object> zone = zone_key ? getAttr(given, zone_key.get()) : nullptr;
  Ref<Object> offset = offset_key && zone ? getAttr(given, offset_key.get()) : nullptr;
  if (!offset) return raised();
  if (isStrLayout(zone.get()) && utf8Length(asStr(zone.get())) < sizeof zone_room) {
    size_t bytes = utf8Length(asStr(zone.get()));
    utf8Encode(asStr(zone.get()), zone_room);
    zone_room[bytes] = 0;
    out->tm_zone = zone_room;
  }
  int64_t shift = 0;
  if (!isNone(offset.get()) && !asInt64(offset.get(), &shift)) return raised();
  out->tm_gmtoff = shift;
  return true;
}

bool check(tm* t) {
  if (t->tm_mon == -1) t->tm_mon = 0;
  if (t->tm_mon < 0 || t->tm_mon > 11) return raise(kTypeValueError, "month out of range");
  if (t->tm_mday == 0) t->tm_mday = 1;
  if (t->tm_mday < 0 || t->tm_mday > 31) return raise(kTypeValueError, "day of month out of range");
  if (t->tm_hour < 0 || t->tm_hour > 23) return raise(kTypeValueError, "hour out of range");
  if (t->tm_min < 0 || t->tm_min > 59) return raise(kTypeValueError, "minute out of range");
  if (t->tm_sec < 0 || t->tm_sec > 61) return raise(kTypeValueError, "seconds out of range");
  if (t->tm_wday < 0) return raise(kTypeValueError, "day of week out of range");
  if (t->tm_yday == -1) t->tm_yday = 0;
  return (t->tm_yday >= 0 && t->tm_yday <= 365) || raise(kTypeValueError, "day of year out of range");
}

// The broken-down time that was given, or that of now.
bool tmOrNow(Object* given, const char* function, tm* t, char (&zone)[64]) {
  if (given == nullptr) return toLocal(::time(nullptr), t);
  return toTm(given, function, t, zone) && check(t);
}

Ref<Object> makeTime(Object* const* args) {
  tm t;
  char zone[64];
  if (!toTm(args[0], "mktime", &t, zone)) return raised();
  t.tm_wday = -1;
  time_t at = ::mktime(&t);
  if (at == static_cast<time_t>(-1) && t.tm_wday == -1)
    return raise(kTypeOverflowError, "mktime argument out of range");
  return newFloat(static_cast<double>(at));
}

Ref<Object> asText(const tm& t) {
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  char text[96];
  int n = std::snprintf(text, sizeof text, "%s %s%3d %02d:%02d:%02d %lld", kDays[t.tm_wday], kMonths[t.tm_mon],
                        t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, 1900ll + t.tm_year);
  return newAscii({text, static_cast<size_t>(n)});
}
Ref<Object> ascTime(Object* const* args) {
  tm t;
  char zone[64];
  return tmOrNow(args[0], "asctime", &t, zone) ? asText(t) : nullptr;
}
Ref<Object> cTime(Object* const* args) {
  time_t at;
  tm t;
  return secondsArgument(args[0], &at) && toLocal(at, &t) ? asText(t) : nullptr;
}

Ref<Object> formatTime(Object* const* args) {
  tm t;
  char zone[64];
  if (!isStrLayout(args[0])) return raise(kTypeTypeError, "strftime() argument 1 must be str, not %T", args[0]);
  if (!tmOrNow(args[1], "strftime", &t, zone)) return raised();
  if (t.tm_isdst < -1) t.tm_isdst = -1;
  if (t.tm_isdst > 1) t.tm_isdst = 1;
  Ref<Str> handler = internText("surrogateescape");
  Ref<Bytes> format = handler ? encodeNative_mayRunPython(Encoding::Utf8, asStr(args[0]), handler.get()) : nullptr;
  if (!format) return raised();
  RawBuffer<char> text(format->length_ + 1);
  if (!text) return raised();
  std::memcpy(text.get(), format->data(), format->length_);
  text[format->length_] = 0;
  if (std::strlen(text.get()) != format->length_) return raise(kTypeValueError, "embedded null character");
  if (format->length_ == 0) return emptyStr();
  for (size_t room = 1024;; room *= 2) {
    RawBuffer<char> out(room);
    if (!out) return raised();
    size_t n = ::strftime(out.get(), room, text.get(), &t);
    // 0 also stands for a result that is empty.
    if (n > 0 || room >= 256 * size_t{format->length_}) {
      return decodeNative_mayRunPython(Encoding::Utf8, {out.get(), n}, nullptr, handler.get());
    }
  }
}

Ref<Object> parseTime(Object* const* args) {
  Ref<Str> module_name = internText("_strptime"), function_name = internText("_strptime_time");
  Ref<Object> module = module_name && function_name ? importModule_mayRunPython(module_name.get()) : nullptr;
  Ref<Object> function = module ? getAttr(module.get(), function_name.get()) : nullptr;
  if (!function) return raised();
  return args[1] == nullptr ? call(function.get(), args[0]) : call(function.get(), args[0], args[1]);
}

// timezone, altzone, daylight and tzname by what January and July of this year have.
bool addZone(Dict* dict) {
  ::tzset();
  constexpr time_t kYear = (365 * 24 + 6) * 3600;
  time_t start = ::time(nullptr) / kYear * kYear;
  tm january, july;
  time_t half = start + kYear / 2;
  ::localtime_r(&start, &january);
  ::localtime_r(&half, &july);
  char first[64], second[64];
  std::snprintf(first, sizeof first, "%s", january.tm_zone == nullptr ? "   " : january.tm_zone);
  std::snprintf(second, sizeof second, "%s", july.tm_zone == nullptr ? "   " : july.tm_zone);
  long west = -january.tm_gmtoff, summer = -july.tm_gmtoff;
  bool south = west < summer;
  Ref<Str> name1 = newStr(south ? second : first), name2 = newStr(south ? first : second);
  Ref<Tuple> names = name1 && name2 ? newTupleOf({name1.get(), name2.get()}) : nullptr;
  if (!names) return raised();
  IntConstant constants[] = {
      {"timezone", south ? summer : west}, {"altzone", south ? west : summer}, {"daylight", west != summer}};
  return addIntConstants(dict, constants) && addConstant(dict, "tzname", std::move(names));
}

Ref<Object> setZone(Object* const*) {
  Ref<Str> key = internText("time");
  Object* module = key ? getStrBorrowed(state().modules_.get(), key.get()) : nullptr;
  if (module == nullptr || !isModuleLayout(module)) {
    ::tzset();
    return errorPending() ? nullptr : newNone();
  }
  return addZone(moduleDict(static_cast<Module*>(module))) ? newNone() : nullptr;
}

constexpr NativeDef kFunctions[] = {
    {"time", "", seconds<CLOCK_REALTIME>, "Return the current time in seconds since the Epoch.", kFunction},
    {"time_ns", "", nanoseconds<CLOCK_REALTIME>, "Return the current time in nanoseconds since the Epoch.", kFunction},
    {"monotonic", "", seconds<CLOCK_MONOTONIC>, "Monotonic clock, cannot go backward.", kFunction},
    {"monotonic_ns", "", nanoseconds<CLOCK_MONOTONIC>, "Monotonic clock, cannot go backward, as nanoseconds.",
     kFunction},
    {"perf_counter", "", seconds<CLOCK_MONOTONIC>, "Performance counter for benchmarking.", kFunction},
    {"perf_counter_ns", "", nanoseconds<CLOCK_MONOTONIC>, "Performance counter for benchmarking as nanoseconds.",
     kFunction},
    {"process_time", "", seconds<CLOCK_PROCESS_CPUTIME_ID>,
     "Process time for profiling: sum of the kernel and user-space CPU time.", kFunction},
    {"process_time_ns", "", nanoseconds<CLOCK_PROCESS_CPUTIME_ID>, "Process time for profiling as nanoseconds.",
     kFunction},
    {"thread_time", "", seconds<CLOCK_THREAD_CPUTIME_ID>,
     "Thread time for profiling: sum of the kernel and user-space CPU time.", kFunction},
    {"thread_time_ns", "", nanoseconds<CLOCK_THREAD_CPUTIME_ID>, "Thread time for profiling as nanoseconds.",
     kFunction},
    {"clock_gettime", "clk_id, /", clockGetTime, "Return the time of the specified clock clk_id as a float.",
     kFunction},
    {"clock_gettime_ns", "clk_id, /", clockGetTimeNs,
     "Return the time of the specified clock clk_id as nanoseconds (int).", kFunction},
    {"clock_getres", "clk_id, /", clockGetRes, "Return the resolution (precision) of the specified clock clk_id.",
     kFunction},
    {"get_clock_info", "name, /", clockInfo, "Get information of the specified clock.", kFunction},
    {"sleep", "seconds, /", sleepFunction, "Delay execution for a given number of seconds.", kFunction},
    {"localtime", "seconds=None, /", localTime,
     "Convert seconds since the Epoch to a time tuple expressing local time.", kFunction},
    {"gmtime", "seconds=None, /", gmTime,
     "Convert seconds since the Epoch to a time tuple expressing UTC (a.k.a. GMT).", kFunction},
    {"mktime", "tuple, /", makeTime, "Convert a time tuple in local time to seconds since the Epoch.", kFunction},
    {"asctime", "tuple=None, /", ascTime, "Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.",
     kFunction},
    {"ctime", "seconds=None, /", cTime, "Convert a time in seconds since the Epoch to a string in local time.",
     kFunction},
    {"strftime", "format, tuple=None, /", formatTime,
     "Convert a time tuple to a string according to a format specification.", kFunction},
    {"strptime", "string, format='%a %b %d %H:%M:%S %Y', /", parseTime,
     "Parse a string to a time tuple according to a format specification.", kFunction},
    {"tzset", "", setZone, "Initialize, or reinitialize, the local timezone to the value stored in os.environ['TZ'].",
     kFunction},
};

constexpr IntConstant kConstants[] = {
#define C(name) {#name, name}
    C(CLOCK_REALTIME),          C(CLOCK_MONOTONIC), C(CLOCK_MONOTONIC_RAW), C(CLOCK_PROCESS_CPUTIME_ID),
    C(CLOCK_THREAD_CPUTIME_ID), C(CLOCK_BOOTTIME),  C(CLOCK_TAI),           {"_STRUCT_TM_ITEMS", 11},
#undef C
};

bool populate(Dict* dict) {
  Type* type = structSequenceType(kStructTime);
  return type != nullptr && addConstant(dict, "struct_time", share<Object>(type)) &&
         addIntConstants(dict, kConstants) && addZone(dict);
}

}  // namespace

extern const ModuleSpec kTimeModule;
const ModuleSpec kTimeModule = {
    "time", "This module provides various functions to manipulate time values.", kFunctions, {}, populate};

}  // namespace ophion
