// Starts a program and reports what the kernel counted for it: the wait status, processor time and peak memory.
//
//     bench_spawn FD PROGRAM [ARGUMENT...]
//
// Three numbers go to file descriptor FD: the raw wait status, user plus system time in microseconds, and the peak
// resident set in KiB. It is a program of its own because the peak that the kernel reports for a process starts at that
// of the process which started it: this one is small, an interpreter is not.

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

int main(int argc, char** argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: bench_spawn FD PROGRAM [ARGUMENT...]\n");
    return 2;
  }
  const int report_fd = atoi(argv[1]);
  // The measured program gets the descriptors it would have had from a shell, and no other.
  fcntl(report_fd, F_SETFD, FD_CLOEXEC);
  pid_t pid = 0;
  const int failure = posix_spawn(&pid, argv[2], nullptr, nullptr, argv + 2, environ);
  if (failure != 0) {
    fprintf(stderr, "%s: %s\n", argv[2], strerror(failure));
    return 127;
  }
  int status = 0;
  rusage usage = {};
  if (wait4(pid, &status, 0, &usage) != pid) {
    perror("wait4");
    return 1;
  }
  const long long cpu_us =
      (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000LL + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
  dprintf(report_fd, "%d %lld %ld\n", status, cpu_us, usage.ru_maxrss);
  return 0;
}
