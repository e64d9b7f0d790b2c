/* v16 as four NEON registers. With ARIA_DOTPROD the ternary tile uses sdot, else smull and smlal. */
#include <arm_neon.h>
#include <math.h>
#include <string.h>

typedef struct {
    float32x4_t v[4];
} v16;

#define V16(f) ((v16){{f(0), f(1), f(2), f(3)}})

ARIA_INLINE v16 v16_set1(float x) {
    float32x4_t v = vdupq_n_f32(x);
    return (v16){{v, v, v, v}};
}
#define F(i) vld1q_f32(p + 4 * i)
ARIA_INLINE v16 v16_load(const float *p) { return V16(F); }
#undef F
ARIA_INLINE void v16_store(float *p, v16 x) {
    vst1q_f32(p, x.v[0]);
    vst1q_f32(p + 4, x.v[1]);
    vst1q_f32(p + 8, x.v[2]);
    vst1q_f32(p + 12, x.v[3]);
}
#define F(i) vaddq_f32(x.v[i], y.v[i])
ARIA_INLINE v16 v16_add(v16 x, v16 y) { return V16(F); }
#undef F
#define F(i) vsubq_f32(x.v[i], y.v[i])
ARIA_INLINE v16 v16_sub(v16 x, v16 y) { return V16(F); }
#undef F
#define F(i) vmulq_f32(x.v[i], y.v[i])
ARIA_INLINE v16 v16_mul(v16 x, v16 y) { return V16(F); }
#undef F
#define F(i) vdivq_f32(x.v[i], y.v[i])
ARIA_INLINE v16 v16_div(v16 x, v16 y) { return V16(F); }
#undef F
#define F(i) vbslq_f32(vcgtq_f32(x.v[i], y.v[i]), x.v[i], y.v[i])
ARIA_INLINE v16 v16_max(v16 x, v16 y) { return V16(F); } /* y on a tie */
#undef F
#define F(i) vbslq_f32(vcltq_f32(x.v[i], y.v[i]), x.v[i], y.v[i])
ARIA_INLINE v16 v16_min(v16 x, v16 y) { return V16(F); }
#undef F
#define F(i) vfmaq_f32(z.v[i], x.v[i], y.v[i])
ARIA_INLINE v16 v16_fma(v16 x, v16 y, v16 z) { return V16(F); }
#undef F
#define F(i) vnegq_f32(x.v[i])
ARIA_INLINE v16 v16_neg(v16 x) { return V16(F); }
#undef F
#define F(i) vabsq_f32(x.v[i])
ARIA_INLINE v16 v16_abs(v16 x) { return V16(F); }
#undef F
#define F(i) vrndnq_f32(x.v[i])
ARIA_INLINE v16 v16_round(v16 x) { return V16(F); }
#undef F
#define F(i) vreinterpretq_f32_u32(vbicq_u32(vreinterpretq_u32_f32(x.v[i]), vcltq_f32(y.v[i], limit.v[i])))
ARIA_INLINE v16 v16_zero_below(v16 x, v16 y, v16 limit) { return V16(F); }
#undef F
#define F(i) vreinterpretq_f32_s32(vaddq_s32(vreinterpretq_s32_f32(x.v[i]), vshlq_n_s32(vcvtnq_s32_f32(n.v[i]), 23)))
ARIA_INLINE v16 v16_scale(v16 x, v16 n) { return V16(F); }
#undef F
ARIA_INLINE float v16_sum(v16 x) {
    float32x4_t four = vaddq_f32(vaddq_f32(x.v[0], x.v[2]), vaddq_f32(x.v[1], x.v[3]));
    float32x2_t two = vadd_f32(vget_low_f32(four), vget_high_f32(four));
    return vget_lane_f32(two, 0) + vget_lane_f32(two, 1);
}
#define F(i) vcvtq_f32_s32(vsubq_s32(vld1q_s32(p + 4 * i), vdupq_n_s32(less)))
ARIA_INLINE v16 v16_from_i32(const int32_t *p, int32_t less) { return V16(F); }
#undef F
ARIA_INLINE void v16_store_i8(int8_t *p, v16 x) {
    int16x8_t low = vcombine_s16(vqmovn_s32(vcvtnq_s32_f32(x.v[0])), vqmovn_s32(vcvtnq_s32_f32(x.v[1])));
    int16x8_t high = vcombine_s16(vqmovn_s32(vcvtnq_s32_f32(x.v[2])), vqmovn_s32(vcvtnq_s32_f32(x.v[3])));
    vst1q_s8(p, vcombine_s8(vqmovn_s16(low), vqmovn_s16(high)));
}
#define F(i) vcvt_f32_f16(vreinterpret_f16_u16(vld1_u16(p + 4 * i)))
ARIA_INLINE v16 v16_load_f16(const uint16_t *p) { return V16(F); }
#undef F
#define F(i) vreinterpretq_f32_u32(vshll_n_u16(vld1_u16(p + 4 * i), 16))
ARIA_INLINE v16 v16_load_bf16(const uint16_t *p) { return V16(F); }
#undef F

#define CODES(w, p) vreinterpretq_s8_u8(vandq_u8((p) ? vshrq_n_u8((w), (p) ? 2 * (p) : 1) : (w), three))
#define AHEAD 4096 /* bytes of prefetch, a hint */
#if defined(__GNUC__)
#define PREFETCH(p) __builtin_prefetch((p) + AHEAD)
#else
#define PREFETCH(p) ((void)0)
#endif

#if defined(ARIA_DOTPROD)

/* All 16 rows for T tokens (a constant where it is inlined): s and t are the first and second token's rows 4i to 4i+3. */
ARIA_INLINE void some_tokens(int32_t *acc, const uint8_t *tile, size_t n_groups, const int8_t *q, size_t stride, int T) {
    const uint8x16_t three = vdupq_n_u8(3);
    int32x4_t s0 = vdupq_n_s32(0), s1 = s0, s2 = s0, s3 = s0, t0 = s0, t1 = s0, t2 = s0, t3 = s0;
    for (size_t g = 0; g < n_groups; g++, tile += 64, q += 16) {
        int8x16_t x = vld1q_s8(q), y = T > 1 ? vld1q_s8(q + stride) : x, c;
        uint8x16_t w;
        PREFETCH(tile);
#define STEP(r, p) \
    c = CODES(w, p); \
    s##r = vdotq_laneq_s32(s##r, c, x, p); \
    if (T > 1) t##r = vdotq_laneq_s32(t##r, c, y, p);
#define ROWS(r) w = vld1q_u8(tile + 16 * r); STEP(r, 0) STEP(r, 1) STEP(r, 2) STEP(r, 3)
        ROWS(0) ROWS(1) ROWS(2) ROWS(3)
#undef ROWS
#undef STEP
    }
    vst1q_s32(acc, s0);
    vst1q_s32(acc + 4, s1);
    vst1q_s32(acc + 8, s2);
    vst1q_s32(acc + 12, s3);
    if (T == 1) return;
    vst1q_s32(acc + 16, t0);
    vst1q_s32(acc + 20, t1);
    vst1q_s32(acc + 24, t2);
    vst1q_s32(acc + 28, t3);
}

#else

/* Sums of 16-bit lanes are widened every FLUSH groups: 4 * FLUSH additions of at most 3 * 128 stay below 2^15. */
enum { FLUSH = 16 };

/* Four bytes of q, twice, against the four bytes of rows 4r, 4r+1 (low half) and 4r+2, 4r+3 (high half). */
ARIA_INLINE int8x8_t four_bytes(const int8_t *p) {
    int32_t word;
    memcpy(&word, p, 4);
    return vreinterpret_s8_s32(vdup_n_s32(word));
}

/* Rows 4r to 4r+3 of FLUSH or fewer groups for one token, added to acc[4]. */
ARIA_INLINE void four_rows(int32_t *acc, const uint8_t *codes, size_t n_groups, const int8_t *q) {
    const uint8x16_t three = vdupq_n_u8(3);
    int16x8_t low = vdupq_n_s16(0), high = low;
    for (size_t g = 0; g < n_groups; g++, codes += 64, q += 16) {
        uint8x16_t w = vld1q_u8(codes);
        int8x16_t c;
        int8x8_t x;
#define STEP(p) \
    c = CODES(w, p); \
    x = four_bytes(q + 4 * p); \
    low = vmlal_s8(low, vget_low_s8(c), x); \
    high = vmlal_s8(high, vget_high_s8(c), x);
        STEP(0) STEP(1) STEP(2) STEP(3)
#undef STEP
    }
    vst1q_s32(acc, vaddq_s32(vld1q_s32(acc), vpaddq_s32(vpaddlq_s16(low), vpaddlq_s16(high))));
}

ARIA_INLINE void some_tokens(int32_t *acc, const uint8_t *tile, size_t n_groups, const int8_t *q, size_t stride, int T) {
    memset(acc, 0, (size_t)T * 16 * sizeof *acc);
    for (size_t g = 0; g < n_groups; g += FLUSH) {
        size_t some = n_groups - g < FLUSH ? n_groups - g : FLUSH;
        PREFETCH(tile + 64 * g);
        for (int t = 0; t < T; t++)
            for (int r = 0; r < 4; r++) four_rows(acc + 16 * t + 4 * r, tile + 64 * g + 16 * r, some, q + (size_t)t * stride + 16 * g);
    }
}

#endif

static void op_tile(int32_t *acc, const uint8_t *tile, size_t n_groups, const int8_t *q, size_t stride, size_t n) {
    for (; n >= 2; n -= 2, acc += 32, q += 2 * stride) some_tokens(acc, tile, n_groups, q, stride, 2);
    if (n) some_tokens(acc, tile, n_groups, q, stride, 1);
}
