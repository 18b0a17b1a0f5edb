/* Preloaded into a program under test: counts the calls that change files of one folder (write, pwrite, writev, fsync,
 * fdatasync, rename, unlink, ftruncate, open that creates), writes each into a log, and ends the process by SIGKILL
 * just before the one that the test names. Speaks to the kernel directly, so it works before any library is set up and
 * under sanitizers.
 *
 *   RANCAK_FAULT_FOLDER  absolute; what lies outside is left alone, as are SQLite's -shm (shared memory, rebuilt after a
 *                        cut) and the lock file
 *   RANCAK_FAULT_AT      kill before the n-th call, from 1; 0 or missing: never
 *   RANCAK_FAULT_FULL    absolute path of a file outside the folder: while it exists, the folder's disk is full: what would
 *                        write into a file answers ENOSPC
 *   RANCAK_FAULT_LOG     absolute path of the log, outside the folder; see fault_log.h for the records
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static const char* folder;
static size_t folder_length;
static long kill_at;
static const char* full;
static int log_file = -1;
static atomic_long calls;
static atomic_flag log_lock = ATOMIC_FLAG_INIT;

static int set_up(void) {
    static atomic_int done; /* 0 not yet, 1 switched off, 2 on */
    int state = atomic_load(&done);
    if (state) return state == 2;
    const char* where = getenv("RANCAK_FAULT_FOLDER");
    if (where && *where) {
        const char* at = getenv("RANCAK_FAULT_AT");
        const char* log = getenv("RANCAK_FAULT_LOG");
        folder_length = strlen(where);
        folder = where;
        kill_at = at ? atol(at) : 0;
        full = getenv("RANCAK_FAULT_FULL");
        if (log && *log)
            log_file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        state = 2;
    } else {
        state = 1;
    }
    atomic_store(&done, state);
    return state == 2;
}

static int ends_with(const char* text, const char* end) {
    size_t length = strlen(text), wanted = strlen(end);
    return length >= wanted && strcmp(text + length - wanted, end) == 0;
}

static int is_watched(const char* path) {
    if (!set_up() || strncmp(path, folder, folder_length) != 0) return 0;
    if (path[folder_length] != '/' && path[folder_length] != '\0') return 0;
    return !ends_with(path, "-shm") && !ends_with(path, "/lock");
}

/* The watched path of a descriptor; 0: not watched. */
static int path_of(int file, char* path, size_t size) {
    char link[64];
    if (!set_up()) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, size - 1);
    if (length <= 0) return 0;
    path[length] = '\0';
    return is_watched(path);
}

/* Absolute form of a path given to a call; what is relative is not watched. */
static int watched_at(int directory, const char* path, char* whole, size_t size) {
    if (!set_up()) return 0;
    if (path[0] == '/' || directory == AT_FDCWD) {
        if (path[0] != '/') return 0;
        snprintf(whole, size, "%s", path);
        return is_watched(whole);
    }
    char base[4096];
    if (!path_of(directory, base, sizeof base)) return 0;
    if ((size_t)snprintf(whole, size, "%s/%s", base, path) >= size) return 0;
    return is_watched(whole);
}

static void count(void) {
    if (atomic_fetch_add(&calls, 1) + 1 == kill_at) {
        syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
        for (;;) syscall(SYS_pause);
    }
}

static void put(struct iovec* pieces, int number) {
    while (number > 0) {
        ssize_t written = syscall(SYS_writev, log_file, pieces, number);
        if (written <= 0) return;
        while (number > 0 && (size_t)written >= pieces->iov_len) {
            written -= (ssize_t)pieces->iov_len;
            ++pieces;
            --number;
        }
        if (number > 0) {
            pieces->iov_base = (char*)pieces->iov_base + written;
            pieces->iov_len -= (size_t)written;
        }
    }
}

/* One record: kind, inode, offset, lengths, then path, second path and data. */
static void record(char kind, uint64_t inode, uint64_t offset, const char* path, const char* second, const void* data,
                   size_t size) {
    if (log_file < 0) return;
    struct {
        uint64_t kind, inode, offset, path, second, data;
    } head = {(uint64_t)kind, inode, offset, strlen(path), strlen(second), size};
    struct iovec pieces[4] = {{&head, sizeof head},
                              {(void*)(uintptr_t)path, head.path},
                              {(void*)(uintptr_t)second, head.second},
                              {(void*)(uintptr_t)data, size}};
    while (atomic_flag_test_and_set(&log_lock)) {
    }
    put(pieces, 4);
    atomic_flag_clear(&log_lock);
}

static uint64_t inode_of(int file) {
    struct stat found;
    return fstat(file, &found) == 0 ? (uint64_t)found.st_ino : 0;
}

static ssize_t counted_write(int file, const void* data, size_t size, off_t offset, int positioned) {
    char path[4096];
    int watched = path_of(file, path, sizeof path);
    if (watched) count();
    if (watched && size > 0 && full && syscall(SYS_faccessat, AT_FDCWD, full, F_OK) == 0) {
        errno = ENOSPC;
        return -1;
    }
    off_t at = offset;
    if (watched && !positioned) at = lseek(file, 0, SEEK_CUR);
    ssize_t written = positioned ? syscall(SYS_pwrite64, file, data, size, offset) : syscall(SYS_write, file, data, size);
    if (watched && written > 0) {
        int saved = errno;
        if (!positioned) at = lseek(file, 0, SEEK_CUR) - written; /* right for O_APPEND too */
        record('w', inode_of(file), (uint64_t)at, "", "", data, (size_t)written);
        errno = saved;
    }
    return written;
}

ssize_t write(int file, const void* data, size_t size) { return counted_write(file, data, size, 0, 0); }
ssize_t pwrite(int file, const void* data, size_t size, off_t offset) { return counted_write(file, data, size, offset, 1); }
ssize_t pwrite64(int file, const void* data, size_t size, off64_t offset) {
    return counted_write(file, data, size, offset, 1);
}

ssize_t writev(int file, const struct iovec* pieces, int number) {
    char path[4096];
    if (!path_of(file, path, sizeof path)) return syscall(SYS_writev, file, pieces, number);
    ssize_t all = 0;
    for (int i = 0; i < number; ++i) {
        ssize_t written = counted_write(file, pieces[i].iov_base, pieces[i].iov_len, 0, 0);
        if (written < 0) return all > 0 ? all : written;
        all += written;
        if ((size_t)written < pieces[i].iov_len) break;
    }
    return all;
}

static int counted_sync(int file, long call) {
    char path[4096];
    int watched = path_of(file, path, sizeof path);
    if (watched) count();
    int result = (int)syscall(call, file);
    if (watched && result == 0) record('s', inode_of(file), 0, path, "", "", 0);
    return result;
}

int fsync(int file) { return counted_sync(file, SYS_fsync); }
int fdatasync(int file) { return counted_sync(file, SYS_fdatasync); }

static int counted_truncate(int file, off_t size) {
    char path[4096];
    int watched = path_of(file, path, sizeof path);
    if (watched) count();
    int result = (int)syscall(SYS_ftruncate, file, size);
    if (watched && result == 0) record('t', inode_of(file), (uint64_t)size, "", "", "", 0);
    return result;
}

int ftruncate(int file, off_t size) { return counted_truncate(file, size); }
int ftruncate64(int file, off64_t size) { return counted_truncate(file, size); }

int rename(const char* from, const char* to) {
    int watched = is_watched(to);
    if (watched) count();
    int result = (int)syscall(SYS_rename, from, to);
    if (watched && result == 0) record('r', 0, 0, from, to, "", 0);
    return result;
}

static int counted_unlink(int directory, const char* path, int flags) {
    char whole[4096];
    int watched = watched_at(directory, path, whole, sizeof whole);
    if (watched) count();
    int result = (int)syscall(SYS_unlinkat, directory, path, flags);
    if (watched && result == 0) record('u', 0, 0, whole, "", "", 0);
    return result;
}

int unlink(const char* path) { return counted_unlink(AT_FDCWD, path, 0); }
int unlinkat(int directory, const char* path, int flags) { return counted_unlink(directory, path, flags); }
int remove(const char* path) {
    int result = counted_unlink(AT_FDCWD, path, 0);
    return result != 0 && errno == EISDIR ? counted_unlink(AT_FDCWD, path, AT_REMOVEDIR) : result;
}

static int counted_open(int directory, const char* path, int flags, mode_t mode) {
    char whole[4096];
    struct stat found;
    int watched = (flags & (O_CREAT | O_TRUNC)) && watched_at(directory, path, whole, sizeof whole);
    int existed = watched && stat(whole, &found) == 0;
    int changes = watched && (!existed || (flags & O_TRUNC));
    if (changes) count();
    int file = (int)syscall(SYS_openat, directory, path, flags, mode);
    if (changes && file >= 0) {
        int saved = errno;
        if (!existed) record('c', inode_of(file), 0, whole, "", "", 0);
        else record('t', inode_of(file), 0, "", "", "", 0);
        errno = saved;
    }
    return file;
}

#define MODE_OF(flags, mode)                       \
    mode_t mode = 0;                               \
    if ((flags) & (O_CREAT | __O_TMPFILE)) {       \
        va_list more;                              \
        va_start(more, flags);                     \
        mode = (mode_t)va_arg(more, unsigned int); \
        va_end(more);                              \
    }

int open(const char* path, int flags, ...) {
    MODE_OF(flags, mode)
    return counted_open(AT_FDCWD, path, flags, mode);
}
int open64(const char* path, int flags, ...) {
    MODE_OF(flags, mode)
    return counted_open(AT_FDCWD, path, flags, mode);
}
int openat(int directory, const char* path, int flags, ...) {
    MODE_OF(flags, mode)
    return counted_open(directory, path, flags, mode);
}
int openat64(int directory, const char* path, int flags, ...) {
    MODE_OF(flags, mode)
    return counted_open(directory, path, flags, mode);
}
