// The builtin types: one line each, which gives it its type index. An exact builtin object carries this index in its
// header; instances of classes that programs define get indexes from kFirstHeapType on.
//
//   X(Name, base, layout): `k<Name>Spec` (object/type_spec.h) is defined where the type is implemented.
//
// A layout is named by the first type that has it; layouts must come within the first 255 lines.
#pragma once

#include "heap/object.h"

// clang-format off
#define OPHION_BUILTIN_TYPES(X) \
  X(Object, Object, Object) \
  X(Type, Object, Type) \
  X(NoneType, Object, NoneType) \
  X(Ellipsis, Object, Ellipsis) \
  X(NotImplemented, Object, NotImplemented) \
  X(Int, Object, Int) \
  X(Bool, Int, Int) \
  X(Float, Object, Float) \
  X(Complex, Object, Complex) \
  X(Str, Object, Str) \
  X(Bytes, Object, Bytes) \
  X(ByteArray, Object, ByteArray) \
  X(MemoryView, Object, MemoryView) \
  X(Tuple, Object, Tuple) \
  X(List, Object, List) \
  X(Dict, Object, Dict) \
  X(Set, Object, Set) \
  X(FrozenSet, Object, Set) \
  X(Range, Object, Range) \
  X(Slice, Object, Slice) \
  X(Function, Object, Function) \
  X(Method, Object, Method) \
  X(NativeFunction, Object, NativeFunction) \
  X(MethodDescriptor, Object, MethodDescriptor) \
  X(WrapperDescriptor, Object, MethodDescriptor) \
  X(ClassMethodDescriptor, Object, MethodDescriptor) \
  X(MethodWrapper, Object, NativeFunction) \
  X(GetSetDescriptor, Object, GetSetDescriptor) \
  X(MemberDescriptor, Object, MemberDescriptor) \
  X(ClassMethod, Object, ClassMethod) \
  X(StaticMethod, Object, ClassMethod) \
  X(Property, Object, Property) \
  X(Super, Object, Super) \
  X(Cell, Object, Cell) \
  X(Code, Object, Code) \
  X(Frame, Object, Frame) \
  X(Traceback, Object, Traceback) \
  X(Module, Object, Module) \
  X(Generator, Object, Generator) \
  X(Coroutine, Object, Generator) \
  X(AsyncGenerator, Object, Generator) \
  X(CoroutineWrapper, Object, CoroutineWrapper) \
  X(AsyncGeneratorAsend, Object, AsyncGeneratorAsend) \
  X(AsyncGeneratorAthrow, Object, AsyncGeneratorAthrow) \
  X(AnextAwaitable, Object, AnextAwaitable) \
  X(BaseException, Object, BaseException) \
  X(StopIteration, Exception, StopIteration) \
  X(SystemExit, BaseException, SystemExit) \
  X(ImportError, Exception, ImportError) \
  X(AttributeError, Exception, AttributeError) \
  X(NameError, Exception, NameError) \
  X(OSError, Exception, OSError) \
  X(SyntaxError, Exception, SyntaxError) \
  X(UnicodeDecodeError, UnicodeError, UnicodeDecodeError) \
  X(UnicodeEncodeError, UnicodeError, UnicodeDecodeError) \
  X(UnicodeTranslateError, UnicodeError, UnicodeDecodeError) \
  X(BaseExceptionGroup, BaseException, BaseExceptionGroup) \
  X(WeakRef, Object, WeakRef) \
  X(WeakProxy, Object, WeakRef) \
  X(WeakCallableProxy, Object, WeakRef) \
  X(MappingProxy, Object, MappingProxy) \
  X(SimpleNamespace, Object, SimpleNamespace) \
  X(GenericAlias, Object, GenericAlias) \
  X(UnionType, Object, UnionType) \
  X(DictKeys, Object, DictKeys) \
  X(DictValues, Object, DictKeys) \
  X(DictItems, Object, DictKeys) \
  X(DictKeyIterator, Object, DictKeyIterator) \
  X(DictValueIterator, Object, DictKeyIterator) \
  X(DictItemIterator, Object, DictKeyIterator) \
  X(DictReverseKeyIterator, Object, DictKeyIterator) \
  X(DictReverseValueIterator, Object, DictKeyIterator) \
  X(DictReverseItemIterator, Object, DictKeyIterator) \
  X(SetIterator, Object, SetIterator) \
  X(ListIterator, Object, ListIterator) \
  X(ListReverseIterator, Object, ListIterator) \
  X(TupleIterator, Object, TupleIterator) \
  X(StrIterator, Object, StrIterator) \
  X(StrAsciiIterator, Object, StrIterator) \
  X(BytesIterator, Object, BytesIterator) \
  X(ByteArrayIterator, Object, BytesIterator) \
  X(RangeIterator, Object, RangeIterator) \
  X(LongRangeIterator, Object, LongRangeIterator) \
  X(SequenceIterator, Object, SequenceIterator) \
  X(CallableIterator, Object, CallableIterator) \
  X(Enumerate, Object, Enumerate) \
  X(Zip, Object, Zip) \
  X(Map, Object, Map) \
  X(Filter, Object, Filter) \
  X(Reversed, Object, Reversed) \
  X(ItertoolsCount, Object, ItertoolsCount) \
  X(ItertoolsCycle, Object, ItertoolsCycle) \
  X(ItertoolsRepeat, Object, ItertoolsRepeat) \
  X(ItertoolsChain, Object, ItertoolsChain) \
  X(ItertoolsCompress, Object, ItertoolsCompress) \
  X(ItertoolsDropWhile, Object, ItertoolsDropWhile) \
  X(ItertoolsTakeWhile, Object, ItertoolsTakeWhile) \
  X(ItertoolsFilterFalse, Object, ItertoolsFilterFalse) \
  X(ItertoolsStarMap, Object, ItertoolsStarMap) \
  X(ItertoolsISlice, Object, ItertoolsISlice) \
  X(ItertoolsAccumulate, Object, ItertoolsAccumulate) \
  X(ItertoolsZipLongest, Object, ItertoolsZipLongest) \
  X(ItertoolsProduct, Object, ItertoolsProduct) \
  X(ItertoolsPermutations, Object, ItertoolsPermutations) \
  X(ItertoolsCombinations, Object, ItertoolsCombinations) \
  X(ItertoolsCombinationsWithReplacement, Object, ItertoolsCombinationsWithReplacement) \
  X(ItertoolsGroupBy, Object, ItertoolsGroupBy) \
  X(ItertoolsGrouper, Object, ItertoolsGrouper) \
  X(ItertoolsPairwise, Object, ItertoolsPairwise) \
  X(ItertoolsTee, Object, ItertoolsTee) \
  X(ItertoolsTeeData, Object, ItertoolsTeeData) \
  X(FunctoolsPartial, Object, FunctoolsPartial) \
  X(FunctoolsKeyWrapper, Object, FunctoolsKeyWrapper) \
  X(FunctoolsLruCache, Object, FunctoolsLruCache) \
  X(OperatorItemGetter, Object, OperatorItemGetter) \
  X(OperatorAttrGetter, Object, OperatorAttrGetter) \
  X(OperatorMethodCaller, Object, OperatorMethodCaller) \
  X(Deque, Object, Deque) \
  X(DequeIterator, Object, DequeIterator) \
  X(DequeReverseIterator, Object, DequeIterator) \
  X(DefaultDict, Dict, DefaultDict) \
  X(TupleGetter, Object, TupleGetter) \
  X(StructSequence, Tuple, Tuple) \
  X(StructField, Object, StructField) \
  X(RandomGenerator, Object, RandomGenerator) \
  X(StringIO, TextIOBase, StringIO) \
  X(BytesIO, BufferedIOBase, BytesIO) \
  X(FileIO, RawIOBase, FileIO) \
  X(BufferedReader, BufferedIOBase, BufferedReader) \
  X(BufferedWriter, BufferedIOBase, BufferedReader) \
  X(BufferedRandom, BufferedIOBase, BufferedReader) \
  X(BufferedRWPair, BufferedIOBase, BufferedRWPair) \
  X(TextIOWrapper, TextIOBase, TextIOWrapper) \
  X(IncrementalNewlineDecoder, Object, IncrementalNewlineDecoder) \
  X(IOBase, Object, IOBase) \
  X(RawIOBase, IOBase, IOBase) \
  X(BufferedIOBase, IOBase, IOBase) \
  X(TextIOBase, IOBase, IOBase) \
  X(DirEntry, Object, DirEntry) \
  X(ScandirIterator, Object, ScandirIterator) \
  X(StructObject, Object, StructObject) \
  X(ArrayArray, Object, ArrayArray) \
  X(ArrayIterator, Object, ArrayIterator) \
  X(SelectPoll, Object, SelectPoll) \
  X(SelectEpoll, Object, SelectEpoll) \
  X(SocketObject, Object, SocketObject) \
  X(ZlibCompressor, Object, ZlibCompressor) \
  X(ZlibDecompressor, Object, ZlibDecompressor) \
  X(MemoryMap, Object, MemoryMap) \
  X(Hasher, Object, Hasher) \
  X(SrePattern, Object, SrePattern) \
  X(SreMatch, Object, SreMatch) \
  X(SreScanner, Object, SreScanner) \
  X(AstNode, Object, AstNode) \
  X(JsonScanner, Object, JsonScanner) \
  X(JsonEncoder, Object, JsonEncoder) \
  X(CsvDialect, Object, CsvDialect) \
  X(CsvReader, Object, CsvReader) \
  X(CsvWriter, Object, CsvWriter) \
  X(AbcData, Object, AbcData) \
  X(Token, Object, Token) \
  X(ContextVar, Object, ContextVar) \
  X(Context, Object, Context) \
  X(ContextToken, Object, ContextToken) \
  X(ThreadLock, Object, ThreadLock) \
  X(ThreadRLock, Object, ThreadLock) \
  X(ThreadLocal, Object, ThreadLocal) \
  X(HostObject, Object, HostObject) \
  X(Exception, BaseException, BaseException) \
  X(GeneratorExit, BaseException, BaseException) \
  X(KeyboardInterrupt, BaseException, BaseException) \
  X(ExceptionGroup, BaseExceptionGroup, BaseExceptionGroup) \
  X(StopAsyncIteration, Exception, BaseException) \
  X(ArithmeticError, Exception, BaseException) \
  X(FloatingPointError, ArithmeticError, BaseException) \
  X(OverflowError, ArithmeticError, BaseException) \
  X(ZeroDivisionError, ArithmeticError, BaseException) \
  X(AssertionError, Exception, BaseException) \
  X(BufferError, Exception, BaseException) \
  X(EOFError, Exception, BaseException) \
  X(ModuleNotFoundError, ImportError, ImportError) \
  X(LookupError, Exception, BaseException) \
  X(IndexError, LookupError, BaseException) \
  X(KeyError, LookupError, BaseException) \
  X(MemoryError, Exception, BaseException) \
  X(UnboundLocalError, NameError, NameError) \
  X(BlockingIOError, OSError, OSError) \
  X(ChildProcessError, OSError, OSError) \
  X(ConnectionError, OSError, OSError) \
  X(BrokenPipeError, ConnectionError, OSError) \
  X(ConnectionAbortedError, ConnectionError, OSError) \
  X(ConnectionRefusedError, ConnectionError, OSError) \
  X(ConnectionResetError, ConnectionError, OSError) \
  X(FileExistsError, OSError, OSError) \
  X(FileNotFoundError, OSError, OSError) \
  X(InterruptedError, OSError, OSError) \
  X(IsADirectoryError, OSError, OSError) \
  X(NotADirectoryError, OSError, OSError) \
  X(PermissionError, OSError, OSError) \
  X(ProcessLookupError, OSError, OSError) \
  X(TimeoutError, OSError, OSError) \
  X(ReferenceError, Exception, BaseException) \
  X(RuntimeError, Exception, BaseException) \
  X(NotImplementedError, RuntimeError, BaseException) \
  X(RecursionError, RuntimeError, BaseException) \
  X(IndentationError, SyntaxError, SyntaxError) \
  X(TabError, IndentationError, SyntaxError) \
  X(SystemError, Exception, BaseException) \
  X(TypeError, Exception, BaseException) \
  X(ValueError, Exception, BaseException) \
  X(UnicodeError, ValueError, BaseException) \
  X(UnsupportedOperation, OSError, OSError) \
  X(Warning, Exception, BaseException) \
  X(BytesWarning, Warning, BaseException) \
  X(DeprecationWarning, Warning, BaseException) \
  X(EncodingWarning, Warning, BaseException) \
  X(FutureWarning, Warning, BaseException) \
  X(ImportWarning, Warning, BaseException) \
  X(PendingDeprecationWarning, Warning, BaseException) \
  X(ResourceWarning, Warning, BaseException) \
  X(RuntimeWarning, Warning, BaseException) \
  X(SyntaxWarning, Warning, BaseException) \
  X(UnicodeWarning, Warning, BaseException) \
  X(UserWarning, Warning, BaseException)
// clang-format on

namespace ophion {

enum BuiltinType : TypeIndex {
  kTypeFree = 0,
#define X(name, base, layout) kType##name,
  OPHION_BUILTIN_TYPES(X)
#undef X
      kBuiltinTypeEnd,
};

// Classes of programs and shapes of their instances have indexes from here on.
inline constexpr TypeIndex kFirstHeapType = 512;
static_assert(kBuiltinTypeEnd <= kFirstHeapType);
static_assert(kTypeHostObject < 255, "layouts must fit in a byte");

// Checks of the exact type, by index alone.
#define X(name, base, layout) \
  inline bool isExact##name(const Object* o) { return o->typeIndex() == kType##name; }
OPHION_BUILTIN_TYPES(X)
#undef X

}  // namespace ophion
