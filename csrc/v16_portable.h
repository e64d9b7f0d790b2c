/* v16 in plain C: the meaning of every other v16_*.h. */
#include "fused.h"

#include <float.h>
#include <math.h>
#include <string.h>

#if FLT_EVAL_METHOD != 0
#error "binary32 sums and products must be rounded to binary32 each: build for a 64-bit target, or with SSE arithmetic"
#endif

typedef struct {
    float f[16];
} v16;

#define EACH for (int i = 0; i < 16; i++)

ARIA_INLINE v16 v16_set1(float x) { v16 r; EACH r.f[i] = x; return r; }
ARIA_INLINE v16 v16_load(const float *p) { v16 r; memcpy(r.f, p, sizeof r.f); return r; }
ARIA_INLINE void v16_store(float *p, v16 a) { memcpy(p, a.f, sizeof a.f); }
ARIA_INLINE v16 v16_add(v16 a, v16 b) { EACH a.f[i] = a.f[i] + b.f[i]; return a; }
ARIA_INLINE v16 v16_sub(v16 a, v16 b) { EACH a.f[i] = a.f[i] - b.f[i]; return a; }
ARIA_INLINE v16 v16_mul(v16 a, v16 b) { EACH a.f[i] = a.f[i] * b.f[i]; return a; }
ARIA_INLINE v16 v16_div(v16 a, v16 b) { EACH a.f[i] = a.f[i] / b.f[i]; return a; }
ARIA_INLINE v16 v16_fma(v16 a, v16 b, v16 c) { EACH a.f[i] = aria_fmaf(a.f[i], b.f[i], c.f[i]); return a; }
ARIA_INLINE v16 v16_xor(v16 a, v16 b) {
    uint32_t x[16], y[16];
    memcpy(x, a.f, sizeof x);
    memcpy(y, b.f, sizeof y);
    EACH x[i] ^= y[i];
    memcpy(a.f, x, sizeof x);
    return a;
}
ARIA_INLINE v16 v16_neg(v16 a) { EACH a.f[i] = -a.f[i]; return a; }
ARIA_INLINE v16 v16_fms(v16 a, v16 b, v16 c) { return v16_fma(a, b, v16_neg(c)); } /* a * b - c */
ARIA_INLINE v16 v16_abs(v16 a) { EACH a.f[i] = fabsf(a.f[i]); return a; }
ARIA_INLINE v16 v16_max(v16 a, v16 b) { EACH a.f[i] = a.f[i] > b.f[i] ? a.f[i] : b.f[i]; return a; } /* b on a tie */
ARIA_INLINE v16 v16_min(v16 a, v16 b) { EACH a.f[i] = a.f[i] < b.f[i] ? a.f[i] : b.f[i]; return a; }
ARIA_INLINE v16 v16_round(v16 a) { EACH a.f[i] = rintf(a.f[i]); return a; }

/* x < limit ? +0 : a */
ARIA_INLINE v16 v16_zero_below(v16 a, v16 x, v16 limit) { EACH a.f[i] = x.f[i] < limit.f[i] ? 0.0f : a.f[i]; return a; }

/* a * 2^n for whole n, where neither a nor the result is denormal */
ARIA_INLINE v16 v16_scale(v16 a, v16 n) {
    EACH {
        uint32_t bits;
        memcpy(&bits, &a.f[i], 4);
        bits += (uint32_t)(int32_t)n.f[i] << 23;
        memcpy(&a.f[i], &bits, 4);
    }
    return a;
}

/* tree(L) of the profile */
ARIA_INLINE float v16_sum(v16 a) {
    for (int w = 8; w > 0; w /= 2)
        for (int i = 0; i < w; i++) a.f[i] = a.f[i] + a.f[i + w];
    return a.f[0];
}

ARIA_INLINE float v16_most(v16 a) {
    for (int i = 1; i < 16; i++) a.f[0] = a.f[i] > a.f[0] ? a.f[i] : a.f[0];
    return a.f[0];
}

/* (float)(p[i] - less) */
ARIA_INLINE v16 v16_from_i32(const int32_t *p, int32_t less) { v16 r; EACH r.f[i] = (float)(p[i] - less); return r; }

ARIA_INLINE v16 v16_load_i16(const int16_t *p) { v16 r; EACH r.f[i] = (float)p[i]; return r; }

/* rint(a), where it fits */
ARIA_INLINE void v16_store_i16(int16_t *p, v16 a) { EACH p[i] = (int16_t)rintf(a.f[i]); }

/* clamp(rint(a), -128, 127) */
ARIA_INLINE void v16_store_i8(int8_t *p, v16 a) {
    EACH {
        float r = rintf(a.f[i]);
        p[i] = (int8_t)(r > -128.0f ? r < 127.0f ? r : 127.0f : -128.0f);
    }
}

ARIA_INLINE float half_to_float(uint16_t h) {
    uint32_t sign = (uint32_t)(h & 0x8000) << 16, exponent = h >> 10 & 31, fraction = h & 1023, bits;
    float f;
    if (exponent == 0) {
        f = (float)fraction * 0x1p-24f;
        return sign ? -f : f;
    }
    bits = sign | (exponent == 31 ? 255u : exponent + 112) << 23 | fraction << 13;
    memcpy(&f, &bits, 4);
    return f;
}

ARIA_INLINE v16 v16_load_f16(const uint16_t *p) { v16 r; EACH r.f[i] = half_to_float(p[i]); return r; }
ARIA_INLINE v16 v16_load_bf16(const uint16_t *p) {
    v16 r;
    EACH {
        uint32_t bits = (uint32_t)p[i] << 16;
        memcpy(&r.f[i], &bits, 4);
    }
    return r;
}

static void unpack(uint8_t *panel, const uint8_t *codes, size_t n_groups) {
    for (size_t g = 0; g < n_groups; g++)
        for (int p = 0; p < 4; p++)
            for (int i = 0; i < 64; i++) panel[256 * g + 64 * p + i] = codes[64 * g + i] >> 2 * p & 3;
}

enum { PANEL_TILES = 1 };

/* acc[n][16] += panel * q[n][ARIA_SLICE] */
static void multiply_panel(int32_t *acc, const uint8_t *panel, size_t n_steps, const int8_t *q, size_t n, int most) {
    (void)most;
    for (size_t t = 0; t < n; t++)
        for (size_t i = 0; i < n_steps; i++) {
            const int8_t *x = q + t * ARIA_SLICE + 4 * i;
            const uint8_t *code = panel + 64 * i;
            for (int r = 0; r < 16; r++)
                acc[16 * t + r] += code[4 * r] * x[0] + code[4 * r + 1] * x[1] + code[4 * r + 2] * x[2] + code[4 * r + 3] * x[3];
        }
}
#undef EACH

enum { PRODUCTS = ARIA_FEED };
