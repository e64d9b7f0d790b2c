/* The public interface of the kernel. Everything between the two markers is also the cffi cdef (csrc/build_kernel.py). */
#ifndef ARIA_KERNEL_H
#define ARIA_KERNEL_H

#include <stddef.h>
#include <stdint.h>

/* cffi: begin */
enum aria_status {
    ARIA_OK = 0,
    ARIA_NO_MEMORY = -1,
    ARIA_BAD_ISA = -2,      /* unknown here, or this CPU lacks it */
    ARIA_BAD_SHAPE = -3,    /* a size is out of range or two sizes disagree */
    ARIA_BAD_POSITION = -4, /* a row lies outside its pages or the RoPE tables */
    ARIA_BAD_CODE = -5,     /* a weight outside {-1, 0, 1} */
    ARIA_NO_THREAD = -6,    /* the system refused to start a thread */
    ARIA_NOT_FINITE = -7    /* an infinity or NaN where numbers are compared */
};

enum aria_limits {
    ARIA_TILE_ROWS = 16,      /* matrix rows in a packed tile */
    ARIA_GROUP = 16,          /* matrix columns in a group of 64 packed bytes */
    ARIA_PAGE = 64,           /* positions in a page of the KV cache */
    ARIA_BLOCK_ROWS = 128,   /* rows that pass through the layers together at most, see aria_pool_block_rows */
    ARIA_MAX_WIDTH = 131072,  /* columns: 128 * 131072 = 2^24, the last exact float32 integer */
    ARIA_MAX_HEAD_DIM = 1024, /* lets an attention worker keep its head on the stack */
    ARIA_MAX_THREADS = 256,
    ARIA_MAX_TOP = 256,       /* best rows a screened head is asked for */
    ARIA_MAX_SCREEN_WIDTH = 32768 /* keeps a screen's sums, 2 * 63 * 128 * width + 63 * 128 * width, below 2^31 */
};

enum aria_layout { ARIA_2BIT = 0, ARIA_BASE3 = 1 }; /* of packed ternary codes: four weights a byte, or nearly five */
enum aria_activation { ARIA_SILU = 0, ARIA_RELU2 = 1 };
enum aria_row_kind { ARIA_F32 = 0, ARIA_F16 = 1, ARIA_BF16 = 2 };

typedef struct aria_pool aria_pool; /* threads, their instruction set and a workspace; one call at a time, others wait */

typedef struct {
    const uint8_t *codes; /* ARIA_2BIT: [ceil(n_out/16)][ceil(n_in/16)][64]; see csrc/README.md */
    int32_t n_out, n_in;
    float scale;    /* the multiplier m */
    int32_t layout; /* enum aria_layout */
} aria_ternary;

typedef struct {
    const float *attn_norm;     /* [hidden] */
    const float *attn_sub_norm; /* [n_heads * head_dim] or NULL */
    const float *ffn_norm;      /* [hidden] */
    const float *ffn_sub_norm;  /* [intermediate] or NULL */
    aria_ternary q, k, v, o, gate, up, down;
} aria_layer;

typedef struct {
    int32_t hidden, intermediate, n_heads, n_kv_heads, head_dim;
    int32_t activation; /* enum aria_activation */
    double norm_eps; /* rounded to binary32 inside, under the default mode */
} aria_shape;

/* Positions position .. position + n_rows - 1 of one sequence. */
typedef struct {
    float *x;               /* [n_rows][hidden], changed in place */
    void *const *pages;     /* [n_pages], each [n_layers][2][n_kv_heads][aria_page_part(shape)] bytes */
    int32_t n_rows, position, n_pages;
} aria_step;

typedef struct {
    double theta;
    int32_t head_dim;
    int32_t scaled; /* 0: plain; 1: llama3 scaling by the four below */
    double factor, low_freq_factor, high_freq_factor, original_positions;
} aria_rope;

/* Instruction sets usable on this CPU, worst first; NULL past the last. */
const char *aria_isa_name(int index);

/* isa NULL picks the best. The calling thread takes part: n_threads = 1 starts none. NULL on failure, *status says why. */
aria_pool *aria_pool_new(int n_threads, const char *isa, int *status);
void aria_pool_free(aria_pool *pool);
const char *aria_pool_isa(const aria_pool *pool);
int aria_pool_block_rows(const aria_pool *pool); /* rows that pass through the layers together: their int8 values stay in a second cache */
int aria_pool_reads_base3(const aria_pool *pool); /* whether its instruction set multiplies ARIA_BASE3 directly: any can, but slowly */

size_t aria_page_part(const aria_shape *shape); /* bytes of a head's keys, or its values, in a page: see csrc/README.md */

/* Runs layers [first, last) of layers[n_layers] over every row of every step; a sequence takes part in one step.
   turns: [ceil(n_positions/16)][head_dim/2][2][16], cos, then sin, of 16 positions. */
int aria_forward(aria_pool *pool, const aria_shape *shape, const aria_layer *layers, int n_layers, int first, int last,
                 aria_step *steps, int n_steps, const float *turns, int n_positions);

/* logits[n][n_rows] = dot16(RMSNorm(x[n][width], norm[width]), rows[n_rows][width]) */
int aria_logits(aria_pool *pool, float *logits, const void *rows, int kind, const float *norm, double eps, const float *x,
                int n, int n_rows, int width);

/* The head's rows again in fewer bits, to find the best without reading all; see screen.c. */
typedef struct {
    const void *rows;    /* [n_rows][width] of kind */
    const uint8_t *planes; /* [2][ceil(n_rows/16)][ceil(width/32)][3][64]: bits 5:3 of the codes, then bits 2:0 */
    const float *bounds; /* [ceil(n_rows/16)][4][16] */
    int32_t kind, n_rows, width;
} aria_screen;

/* Asks for every row that is among the best `top`, or within `margin` of the best; ties included. */
typedef struct {
    const float *norm; /* [width] */
    double eps;
    int32_t top; /* 1 .. ARIA_MAX_TOP */
    float margin;
    float sharpness; /* > 0: also bound what all other rows weigh */
} aria_screen_ask;

typedef struct {
    int32_t *ids;    /* [n][room], rising: some more than asked for, where their bounds allowed no less */
    float *logits;   /* [n][room], exact */
    int32_t *found;  /* [n]; more than room: ids and logits do not hold them all */
    double *tail;    /* [n]: at least the sum of exp((logit - best logit) * sharpness) over all rows not in ids, up to rounding */
    int64_t bytes;   /* of the tables read, in all */
    int32_t room;
} aria_screen_answer;

size_t aria_screen_bytes(int n_rows, int width); /* of planes. 0 where a size is out of range */
int aria_screen_build(aria_pool *pool, uint8_t *planes, float *bounds, const void *rows, int kind, int n_rows, int width);
int aria_screen_top(aria_pool *pool, const aria_screen *screen, const aria_screen_ask *ask, const float *x, int n, aria_screen_answer *answer);

/* Single operations. */
float aria_dot16(aria_pool *pool, const float *a, const float *b, size_t n);
void aria_exp(aria_pool *pool, float *y, const float *x, size_t n);
void aria_rms_norm(aria_pool *pool, float *y, const float *x, const float *w, double eps, size_t n);
float aria_quantise(aria_pool *pool, int8_t *q, const float *x, size_t n); /* q[n]; returns s */
int aria_ternary_matmul(aria_pool *pool, int32_t *y, const int8_t *q, const aria_ternary *w, int n); /* q[n][n_in], y[n][n_out] */
void aria_rotate(aria_pool *pool, float *x, const float *cos, const float *sin, size_t head_dim); /* one head, in place */
/* out[d], q[d] after RoPE; k before it and v [n_positions][d]: sums of linears, below 2^24 in size, and what those of a position are
   multiplied by; turns of as many positions. The last position asks. */
int aria_attention(aria_pool *pool, float *out, const float *q, const int32_t *k, const int32_t *v, const float *k_scale, const float *v_scale,
                   const float *turns, int n_positions, int head_dim);
void aria_activate(aria_pool *pool, float *h, const float *gate, const float *up, size_t n, int activation);
void aria_f16_to_f32(aria_pool *pool, float *y, const uint16_t *x, size_t n);
int aria_rope_tables(float *turns, const aria_rope *rope, int first, int n); /* turns of positions first .. first + n - 1, whole sixteens */

/* values[n_out][n_in] of {-1,0,1} to codes and back. */
size_t aria_packed_bytes(int n_out, int n_in, int layout); /* 0 where a size is out of range */
int aria_pack(uint8_t *codes, const int8_t *values, int n_out, int n_in); /* ARIA_2BIT */
int aria_unpack(int8_t *values, const uint8_t *codes, int n_out, int n_in, int layout);
int aria_to_base3(aria_pool *pool, uint8_t *base3, const uint8_t *codes, int n_out, int n_in); /* from ARIA_2BIT */

/* What the machine allows, for `aria bench`. Seconds in which n_threads threads read data[n] once, n a multiple of 128 * n_threads:
   the fastest of `passes` passes of several ways to read. check: exclusive or of its 64-bit words. */
int aria_measure_read(aria_pool *pool, const uint8_t *data, size_t n, int n_threads, int passes, double *seconds, uint64_t *check);
/* Multiply-adds of 8-bit numbers a second: the best rate of the calling core with the pool's instruction set, tried for `seconds`. */
double aria_measure_products(aria_pool *pool, double seconds);
/* Seconds in which the pool's threads multiply n_rows rows (1 .. aria_pool_block_rows), quantised already, by each of the matrices, as a layer does. */
int aria_measure_linear(aria_pool *pool, const aria_ternary *w, int n_matrices, int n_rows, double *seconds);
/* cffi: end */

#endif
