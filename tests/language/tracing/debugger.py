# pdb and bdb in scripted sessions.
import bdb
import io
import pdb
import sys


def factorial(n):
    if n <= 1:
        return 1
    smaller = factorial(n - 1)
    return n * smaller


def failing():
    values = [1, 2]
    try:
        return values[7]
    except IndexError:
        values.append(3)
    raise KeyError(values)


def session(commands, fn, *args):
    debugger = pdb.Pdb(stdin=io.StringIO('\n'.join(commands) + '\n'), stdout=sys.stdout, nosigint=True, readrc=False)
    debugger.use_rawinput = False
    try:
        print('result', debugger.runcall(fn, *args))
    except (KeyError, bdb.BdbQuit) as x:
        print('ended by', type(x).__name__)
    debugger.clear_all_breaks()
    sys.settrace(None)


session(['next', 'next', 'p n', 'step', 'args', 'where', 'up', 'p n', 'down', 'return', 'continue'], factorial, 3)
session(['break factorial, n == 1', 'continue', 'p n', 'where', 'clear 1', 'continue'], factorial, 4)
session(['list', 'tbreak 11', 'continue', '!n = 7', 'p n', 'p locals()', 'continue'], factorial, 2)
session(['next', 'next', 'next', 'next', 'whatis values', 'pp values', 'until', 'next', 'next'], failing)
session(['next', 'jump 20', 'p values', 'next', 'quit'], failing)
session(['display n', 'next', 'next', 'undisplay n', 'quit'], factorial, 2)


def stops():
    total = 0
    for i in range(3):
        breakpoint()
        total += i
    return total


sys.stdin = io.StringIO('p total\ncontinue\np i\nnext\nnext\np total\ncontinue\nquit\n')
try:
    stops()
except bdb.BdbQuit:
    print('quit')
sys.settrace(None)


class Recorder(bdb.Bdb):
    def user_call(self, frame, args):
        print('call', frame.f_code.co_name)
        self.set_step()

    def user_line(self, frame):
        print('line', frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno)
        self.set_step()

    def user_return(self, frame, value):
        print('return', frame.f_code.co_name, value)
        self.set_step()

    def user_exception(self, frame, info):
        print('exception', frame.f_code.co_name, info[0].__name__)
        self.set_step()


recorder = Recorder()
recorder.runcall(factorial, 2)
recorder.reset()
try:
    recorder.runcall(failing)
except KeyError:
    print('KeyError')
recorder.run('x = 1\ny = [i for i in (x, 2)]\n', {})
print(recorder.runeval('1 + 2'))

# After an error: the frames of a traceback.
try:
    failing()
except KeyError:
    sys.stdin = io.StringIO('where\np values\nup\nquit\n')
    pdb.post_mortem(sys.exc_info()[2])

if len(sys.argv) == 1:
    # As `python -m pdb` runs it. The names of this module are gone afterwards.
    sys.argv = ['pdb.py', __file__, 'again']
    sys.stdin = io.StringIO('next\nnext\nbreak 9\nlist 8, 13\nbreak\nquit\n')
    pdb.main()
