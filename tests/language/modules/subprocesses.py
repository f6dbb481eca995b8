"""subprocess: programs started, fed, waited for, ended; what fails in the child is told by the parent."""
import os
import signal
import subprocess
import sys
import _posixsubprocess


def shown(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__, str(e), getattr(e, "filename", None)


run = subprocess.run
print(run(["echo", "hi"], capture_output=True))
print(run("cat; echo no >&2; exit 3", shell=True, input=b"abc", capture_output=True))
print(run(["cat"], input="t\u00e9xt\n", text=True, capture_output=True, encoding="utf-8").stdout)
print(subprocess.check_output(["printf", "%s", "a b"]), subprocess.getoutput("echo x; echo y"), subprocess.call(["false"]))
print(shown(lambda: subprocess.check_call(["sh", "-c", "exit 5"])))
print(shown(lambda: run(["/no/such/program"])))
print(shown(lambda: run(["no-such-program-here"])))
print(shown(lambda: run(["echo"], cwd="/no/such/folder")))
print(shown(lambda: run(["/"])))
print(shown(lambda: run(["echo", "a\0b"])))
print(shown(lambda: run(["true"], env={"a=b": "c"})))
print(run(["sh", "-c", "echo $A; pwd"], env={"A": "value", "PATH": os.environ["PATH"]}, cwd="/", stdout=subprocess.PIPE).stdout)

try:
    run(["sleep", "30"], timeout=0.1)
except subprocess.TimeoutExpired as e:
    print(type(e).__name__, e.cmd)

p = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
print(p.poll(), p.communicate(b"x" * 100000)[0] == b"x" * 100000, p.returncode)
p = subprocess.Popen(["sleep", "30"])
p.terminate()
print(p.wait(), p.poll())
p = subprocess.Popen(["sleep", "30"])
p.kill()
print(p.wait() == -signal.SIGKILL)
with subprocess.Popen(["sh", "-c", "read a; echo got $a"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as p:
    p.stdin.write("line\n")
    p.stdin.flush()
    print(repr(p.stdout.readline()))
print(p.returncode)
print(run(["sh", "-c", "echo out; echo err >&2"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout)
print(run(["sh", "-c", "echo out"], stdout=subprocess.DEVNULL).stdout)

# What the child is: its session, group, mask, descriptors.
show = "import os; print(os.getpid() == os.getsid(0), os.getpid() == os.getpgid(0), oct(os.umask(0)))"
python = "/usr/bin/python3.11"
for options in ({}, {"start_new_session": True}, {"process_group": 0}, {"umask": 0o27}):
    print(options, run([python, "-c", show], capture_output=True, text=True, **options).stdout)
r, w = os.pipe()
os.set_inheritable(w, True)
check = "import os, sys; print(os.write(int(sys.argv[1]), b'x'))"
print(run([python, "-c", check, str(w)], capture_output=True, text=True).stderr.splitlines()[-1])
print(run([python, "-c", check, str(w)], pass_fds=[w], capture_output=True, text=True).stdout)
print(run([python, "-c", check, str(w)], close_fds=False, capture_output=True, text=True).stdout, os.read(r, 10))
os.close(r)
os.close(w)
handlers = "import signal; print(signal.getsignal(signal.SIGXFSZ) == signal.SIG_IGN)"
print(run(["sh", "-c", "kill -PIPE $$"]).returncode, run(["sh", "-c", "exit 0"], restore_signals=False).returncode)

# preexec_fn runs in the child, and what it raises is told.
print(run(["sh", "-c", "pwd"], preexec_fn=lambda: os.chdir("/"), capture_output=True).stdout)
print(shown(lambda: run(["true"], preexec_fn=lambda: 1 / 0)))
if os.getuid() == 0:
    identity = "import os; print(os.getuid(), os.geteuid(), os.getgid(), os.getgroups())"
    print(run([python, "-c", identity], user=65534, group=65534, extra_groups=[65534, 7], capture_output=True).stdout)
else:
    print(b"65534 65534 65534 [7, 65534]\n")

fork_exec = _posixsubprocess.fork_exec
rest = (True, True, 0, None, None, None, -1, None, True)
for args, programs, keep in (((), (b"x",), (2, 1)), ((), (b"x",), (-1,)), ((), (b"x",), ("a",)), ((), ["x"], (3,)),
                             ((), 5, (3,)), (5, (b"x",), (3,)), ((b"a\0",), (b"x",), (3,)), ((), (b"\0",), (3,))):
    print(shown(lambda: fork_exec(args, programs, True, keep, None, None, -1, -1, -1, -1, -1, -1, 3, 4, *rest)))
print(shown(lambda: fork_exec((), (b"x",), True, (), None, None, -1, -1, -1, -1, -1, -1, 0, 2, *rest)))
print(shown(lambda: fork_exec())[0])
print(shown(lambda: os.waitpid(-1, 0))[0])
