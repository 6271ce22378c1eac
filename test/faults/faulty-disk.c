/*
 * A disk that fails: put before a program with LD_PRELOAD, it lets the n-th call that writes below one folder fail as a
 * full, broken or read-only disk would. Without n it only counts. From the environment:
 *   FAULT_DIR    the folder
 *   FAULT_AT     which call fails, counted from 1; 0: none
 *   FAULT_ERRNO  ENOSPC, EIO or EROFS
 *   FAULT_ONCE   1: that call only; otherwise it and all after it
 *   FAULT_COUNT  file that the number of calls is written to at the end
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *folder;
static long at, calls;
static int code, once;

__attribute__((constructor)) static void begin(void) {
  const char *name = getenv("FAULT_ERRNO");
  folder = getenv("FAULT_DIR");
  at = atol(getenv("FAULT_AT") ? getenv("FAULT_AT") : "0");
  once = getenv("FAULT_ONCE") != NULL && *getenv("FAULT_ONCE") == '1';
  code = name && !strcmp(name, "EIO") ? EIO : name && !strcmp(name, "EROFS") ? EROFS : ENOSPC;
}

__attribute__((destructor)) static void end(void) {
  const char *file = getenv("FAULT_COUNT");
  FILE *out = file ? fopen(file, "w") : NULL;
  if (out) {
    fprintf(out, "%ld\n", calls);
    fclose(out);
  }
}

static int below(const char *path) { return folder && !strncmp(path, folder, strlen(folder)); }

static int file_below(int fd) {
  char link[64], path[4096];
  ssize_t length;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return below(path);
}

/* A full disk still syncs and renames; a broken or read-only one does not. */
static int fails(int here, int takes_room) {
  long now;
  if (!here || (code == ENOSPC && !takes_room)) return 0;
  now = __sync_add_and_fetch(&calls, 1);
  if (at == 0 || now < at || (once && now > at)) return 0;
  errno = code;
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *data, size_t size) { return fails(file_below(fd), 1) ? -1 : REAL(write)(fd, data, size); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t from) { return fails(file_below(fd), 1) ? -1 : REAL(pwrite)(fd, data, size, from); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t from) { return fails(file_below(fd), 1) ? -1 : REAL(pwrite64)(fd, data, size, from); }
ssize_t writev(int fd, const struct iovec *parts, int count) { return fails(file_below(fd), 1) ? -1 : REAL(writev)(fd, parts, count); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t from) { return fails(file_below(fd), 1) ? -1 : REAL(pwritev)(fd, parts, count, from); }
int fsync(int fd) { return fails(file_below(fd), 0) ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return fails(file_below(fd), 0) ? -1 : REAL(fdatasync)(fd); }
int ftruncate(int fd, off_t size) { return fails(file_below(fd), 0) ? -1 : REAL(ftruncate)(fd, size); }
int ftruncate64(int fd, off64_t size) { return fails(file_below(fd), 0) ? -1 : REAL(ftruncate64)(fd, size); }
int rename(const char *from, const char *to) { return fails(below(to), 0) ? -1 : REAL(rename)(from, to); }
