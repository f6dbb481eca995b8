"""A file that grows past the process's limit is an error that the program can see, not its end."""
import os
import resource
import signal
import tempfile

print(signal.getsignal(signal.SIGXFSZ) == signal.SIG_IGN)
limits = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (1024, limits[1]))
with tempfile.TemporaryFile(buffering=0) as file:
    try:
        while True:
            file.write(b"x" * 1000)
    except OSError as e:
        print(e.strerror)
resource.setrlimit(resource.RLIMIT_FSIZE, limits)
