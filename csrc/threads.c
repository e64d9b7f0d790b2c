/* The persistent thread pool, and the floating-point mode a job runs under. */
#if defined(__linux__)
#define _DEFAULT_SOURCE /* madvise */
#endif
#include "aria_impl.h"

#include <stdlib.h>
#include <string.h>

#if defined(_WIN32)
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <process.h>
typedef CRITICAL_SECTION mutex;
typedef CONDITION_VARIABLE condition;
typedef HANDLE thread;
static void mutex_init(mutex *m) { InitializeCriticalSection(m); }
static void mutex_free(mutex *m) { DeleteCriticalSection(m); }
static void mutex_lock(mutex *m) { EnterCriticalSection(m); }
static void mutex_unlock(mutex *m) { LeaveCriticalSection(m); }
static void condition_init(condition *c) { InitializeConditionVariable(c); }
static void condition_free(condition *c) { (void)c; }
static void condition_wait(condition *c, mutex *m) { SleepConditionVariableCS(c, m, INFINITE); }
static void condition_wake_all(condition *c) { WakeAllConditionVariable(c); }
static void thread_join(thread t) {
    WaitForSingleObject(t, INFINITE);
    CloseHandle(t);
}
#else
#include <pthread.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif
typedef pthread_mutex_t mutex;
typedef pthread_cond_t condition;
typedef pthread_t thread;
static void mutex_init(mutex *m) { pthread_mutex_init(m, NULL); }
static void mutex_free(mutex *m) { pthread_mutex_destroy(m); }
static void mutex_lock(mutex *m) { pthread_mutex_lock(m); }
static void mutex_unlock(mutex *m) { pthread_mutex_unlock(m); }
static void condition_init(condition *c) { pthread_cond_init(c, NULL); }
static void condition_free(condition *c) { pthread_cond_destroy(c); }
static void condition_wait(condition *c, mutex *m) { pthread_cond_wait(c, m); }
static void condition_wake_all(condition *c) { pthread_cond_broadcast(c); }
static void thread_join(thread t) { pthread_join(t, NULL); }
#endif

/* Atomics, all sequentially consistent: a few per phase, so nothing is gained by less. */
typedef struct {
    volatile long value;
} counter;
#if defined(ARIA_MSVC)
static long counter_get(counter *c) { return _InterlockedOr(&c->value, 0); }
static void counter_set(counter *c, long v) { (void)_InterlockedExchange(&c->value, v); }
static long counter_add(counter *c, long v) { return _InterlockedExchangeAdd(&c->value, v); } /* the value before */
#else
static long counter_get(counter *c) { return __atomic_load_n(&c->value, __ATOMIC_SEQ_CST); }
static void counter_set(counter *c, long v) { __atomic_store_n(&c->value, v, __ATOMIC_SEQ_CST); }
static long counter_add(counter *c, long v) { return __atomic_fetch_add(&c->value, v, __ATOMIC_SEQ_CST); }
#endif

#if defined(ARIA_X86)
#include <immintrin.h>
static void relax(void) { _mm_pause(); }
#elif defined(ARIA_ARM64) && !defined(ARIA_MSVC)
static void relax(void) { __asm__ __volatile__("isb" ::: "memory"); } /* `yield` is a no-op on most cores */
#else
static void relax(void) {}
#endif

/* Some tens of microseconds: longer than a phase of a small layer, far shorter than a scheduler's time slice, so that
   several pools can share the same cores. */
enum { SPINS = 600, LINE = 64, LARGE_PAGE = 1 << 21 };

typedef struct { /* a number that only grows, waited for by spinning briefly, then by sleeping */
    counter number, sleepers;
    mutex lock;
    condition moved;
} gate;

typedef struct { /* items taken of one worker's part of a phase; a cache line of its own */
    counter taken;
    char pad[LINE - sizeof(counter)];
} share;

struct aria_pool {
    const aria_ops *ops;
    mutex call; /* held during a job */
    gate start, phase, done;
    char pad0[LINE];
    share shares[ARIA_MAX_THREADS]; /* of the current phase */
    counter arrived, finished, stop;
    char pad2[LINE];
    aria_job job;
    void *context;
    int active, n_threads, n_started;
    void *workspace, *aligned;
    size_t workspace_bytes;
    thread threads[ARIA_MAX_THREADS];
    aria_worker workers[ARIA_MAX_THREADS];
};

static void gate_init(gate *g) {
    counter_set(&g->number, 0);
    counter_set(&g->sleepers, 0);
    mutex_init(&g->lock);
    condition_init(&g->moved);
}

static void gate_free(gate *g) {
    condition_free(&g->moved);
    mutex_free(&g->lock);
}

/* A sleeper counts itself before it looks at the number, an opener looks at the count after it moved the number: one of them sees the other. */
static void gate_open(gate *g) {
    counter_add(&g->number, 1);
    if (counter_get(&g->sleepers) == 0) return;
    mutex_lock(&g->lock);
    condition_wake_all(&g->moved);
    mutex_unlock(&g->lock);
}

static void gate_wait(gate *g, long seen) {
    for (int i = 0; i < SPINS; i++) {
        if (counter_get(&g->number) != seen) return;
        relax();
    }
    mutex_lock(&g->lock);
    counter_add(&g->sleepers, 1);
    while (counter_get(&g->number) == seen) condition_wait(&g->moved, &g->lock);
    counter_add(&g->sleepers, -1);
    mutex_unlock(&g->lock);
}

int aria_take(const aria_worker *worker, size_t n, size_t *item) {
    aria_pool *pool = worker->pool;
    size_t active = (size_t)pool->active;
    for (size_t i = 0; i < active; i++) { /* its own part first, then what others have left of theirs */
        size_t whose = ((size_t)worker->index + i) % active, begin = n * whose / active, end = n * (whose + 1) / active;
        *item = begin + (size_t)counter_add(&pool->shares[whose].taken, 1);
        if (*item < end) return 1;
    }
    return 0;
}

static void clear_shares(aria_pool *pool) {
    for (int i = 0; i < pool->active; i++) counter_set(&pool->shares[i].taken, 0);
}

/* The last to come clears the shares and lets the others go. */
void aria_meet(const aria_worker *worker) {
    aria_pool *pool = worker->pool;
    long seen = counter_get(&pool->phase.number);
    if (counter_add(&pool->arrived, 1) + 1 < pool->active) {
        gate_wait(&pool->phase, seen);
        return;
    }
    clear_shares(pool);
    counter_set(&pool->arrived, 0);
    if (pool->active > 1) gate_open(&pool->phase);
}

static void run_job(aria_pool *pool, int index) {
    aria_fp_mode mode = aria_fp_enter();
    pool->job(&pool->workers[index], pool->context);
    aria_fp_leave(mode);
}

static void worker_loop(aria_worker *worker) {
    aria_pool *pool = worker->pool;
    for (long seen = 0;;) {
        gate_wait(&pool->start, seen);
        seen = counter_get(&pool->start.number); /* the next job waits until this worker has reported: none is missed */
        if (counter_get(&pool->stop)) return;
        if (worker->index < pool->active) run_job(pool, worker->index);
        if (counter_add(&pool->finished, 1) + 1 == pool->n_started) gate_open(&pool->done);
    }
}

/* A worker keeps up to 90 KB on its stack (with AMX op_linear's sums and a panel). A system gives a thread 128 KB to 8 MB; this leaves room for what
   sanitizers and compilers that do not optimise add. */
enum { STACK_BYTES = 1 << 20 };

#if defined(_WIN32)
static unsigned __stdcall thread_main(void *worker) {
    worker_loop(worker);
    return 0;
}
static int thread_start(thread *t, aria_worker *worker) {
    *t = (HANDLE)_beginthreadex(NULL, STACK_BYTES, thread_main, worker, STACK_SIZE_PARAM_IS_A_RESERVATION, NULL);
    return *t != 0;
}
#else
static void *thread_main(void *worker) {
    worker_loop(worker);
    return NULL;
}
static int thread_start(thread *t, aria_worker *worker) {
    pthread_attr_t attributes;
    int failed;
    if (pthread_attr_init(&attributes)) return 0;
    failed = pthread_attr_setstacksize(&attributes, STACK_BYTES) || pthread_create(t, &attributes, thread_main, worker);
    pthread_attr_destroy(&attributes);
    return !failed;
}
#endif

void aria_pool_run(aria_pool *pool, int active, aria_job job, void *context) {
    long seen = counter_get(&pool->done.number);
    pool->job = job;
    pool->context = context;
    pool->active = active < 1 ? 1 : active > pool->n_threads ? pool->n_threads : active;
    clear_shares(pool);
    counter_set(&pool->arrived, 0);
    if (pool->active == 1) { /* nobody is woken */
        run_job(pool, 0);
        return;
    }
    counter_set(&pool->finished, 0);
    gate_open(&pool->start);
    run_job(pool, 0);
    gate_wait(&pool->done, seen);
}

void aria_pool_free(aria_pool *pool) {
    if (!pool) return;
    counter_set(&pool->stop, 1);
    gate_open(&pool->start);
    for (int i = 1; i <= pool->n_started; i++) thread_join(pool->threads[i]);
    gate_free(&pool->start);
    gate_free(&pool->phase);
    gate_free(&pool->done);
    mutex_free(&pool->call);
    free(pool->workspace);
    free(pool);
}

aria_pool *aria_pool_new(int n_threads, const char *isa, int *status) {
    const aria_ops *ops = aria_find_ops(isa);
    aria_pool *pool;
    *status = !ops ? ARIA_BAD_ISA : n_threads < 1 || n_threads > ARIA_MAX_THREADS ? ARIA_BAD_SHAPE : ARIA_OK;
    if (*status != ARIA_OK) return NULL;
    pool = calloc(1, sizeof *pool);
    if (!pool) {
        *status = ARIA_NO_MEMORY;
        return NULL;
    }
    pool->ops = ops;
    pool->n_threads = n_threads;
    mutex_init(&pool->call);
    gate_init(&pool->start);
    gate_init(&pool->phase);
    gate_init(&pool->done);
    for (int i = 0; i < n_threads; i++) {
        pool->workers[i].pool = pool;
        pool->workers[i].index = i;
        if (i == 0) continue; /* the caller */
        if (!thread_start(&pool->threads[i], &pool->workers[i])) {
            *status = ARIA_NO_THREAD;
            aria_pool_free(pool);
            return NULL;
        }
        pool->n_started = i;
    }
    return pool;
}

int aria_pool_block_rows(const aria_pool *pool) { return pool->ops->block_rows; }
int aria_pool_reads_base3(const aria_pool *pool) { return pool->ops->base3; }
const char *aria_pool_isa(const aria_pool *pool) { return pool->ops->name; }
int aria_pool_threads(const aria_pool *pool) { return pool->n_threads; }
const aria_ops *aria_pool_ops(const aria_pool *pool) { return pool->ops; }
void aria_pool_lock(aria_pool *pool) { mutex_lock(&pool->call); }
void aria_pool_unlock(aria_pool *pool) { mutex_unlock(&pool->call); }

void *aria_pool_workspace(aria_pool *pool, size_t bytes) {
    if (bytes > pool->workspace_bytes) {
        free(pool->workspace);
        pool->workspace_bytes = 0;
        size_t unit = bytes < LARGE_PAGE ? LINE : LARGE_PAGE;
        pool->workspace = malloc(bytes + unit);
        if (!pool->workspace) return NULL;
        pool->workspace_bytes = bytes;
        pool->aligned = (char *)pool->workspace + (unit - (uintptr_t)pool->workspace % unit);
#if defined(__linux__)
        if (unit == LARGE_PAGE) (void)madvise(pool->aligned, bytes, MADV_HUGEPAGE); /* a wish: rows lie a page apart */
#endif
    }
    return pool->aligned;
}

#if defined(ARIA_X86)
aria_fp_mode aria_fp_enter(void) {
    aria_fp_mode mode = {_mm_getcsr()};
    _mm_setcsr(0x1f80); /* nearest, denormals kept, exceptions masked */
    return mode;
}
void aria_fp_leave(aria_fp_mode mode) { _mm_setcsr((unsigned)mode.saved); }
#elif defined(ARIA_ARM64) && !defined(ARIA_MSVC)
aria_fp_mode aria_fp_enter(void) {
    aria_fp_mode mode;
    __asm__ __volatile__("mrs %0, fpcr\n\tmsr fpcr, xzr" : "=r"(mode.saved)::"memory");
    return mode;
}
void aria_fp_leave(aria_fp_mode mode) { __asm__ __volatile__("msr fpcr, %0" ::"r"(mode.saved) : "memory"); }
#elif defined(ARIA_ARM64)
aria_fp_mode aria_fp_enter(void) {
    aria_fp_mode mode = {(uint64_t)_ReadStatusReg(ARM64_FPCR)};
    _WriteStatusReg(ARM64_FPCR, 0);
    return mode;
}
void aria_fp_leave(aria_fp_mode mode) { _WriteStatusReg(ARM64_FPCR, (__int64)mode.saved); }
#else
#include <fenv.h>
aria_fp_mode aria_fp_enter(void) {
    aria_fp_mode mode = {(uint64_t)fegetround()};
    fesetround(FE_TONEAREST);
    return mode;
}
void aria_fp_leave(aria_fp_mode mode) { fesetround((int)mode.saved); }
#endif
