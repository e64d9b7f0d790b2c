/* v16 as four NEON registers. With ARIA_DOTPROD the ternary tile uses sdot, else smull and smlal; with ARIA_I8MM too, several
   tokens go through smmla, which multiplies two tokens by two rows over eight columns. */
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
#define F(i) vreinterpretq_f32_u32(veorq_u32(vreinterpretq_u32_f32(x.v[i]), vreinterpretq_u32_f32(y.v[i])))
ARIA_INLINE v16 v16_xor(v16 x, v16 y) { return V16(F); }
#undef F
#define F(i) vnegq_f32(x.v[i])
ARIA_INLINE v16 v16_neg(v16 x) { return V16(F); }
#undef F
ARIA_INLINE v16 v16_fms(v16 x, v16 y, v16 z) { return v16_fma(x, y, v16_neg(z)); } /* x * y - z */
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
ARIA_INLINE float v16_most(v16 x) { return vmaxvq_f32(vmaxq_f32(vmaxq_f32(x.v[0], x.v[2]), vmaxq_f32(x.v[1], x.v[3]))); }
#define F(i) vcvtq_f32_s32(vsubq_s32(vld1q_s32(p + 4 * i), vdupq_n_s32(less)))
ARIA_INLINE v16 v16_from_i32(const int32_t *p, int32_t less) { return V16(F); }
#undef F
ARIA_INLINE int16x8_t words_of(float32x4_t x, float32x4_t y) { return vcombine_s16(vqmovn_s32(vcvtnq_s32_f32(x)), vqmovn_s32(vcvtnq_s32_f32(y))); }
ARIA_INLINE void v16_store_i16(int16_t *p, v16 x) {
    vst1q_s16(p, words_of(x.v[0], x.v[1]));
    vst1q_s16(p + 8, words_of(x.v[2], x.v[3]));
}
ARIA_INLINE void v16_store_i8(int8_t *p, v16 x) {
    vst1q_s8(p, vcombine_s8(vqmovn_s16(words_of(x.v[0], x.v[1])), vqmovn_s16(words_of(x.v[2], x.v[3]))));
}
#define F(i) vcvtq_f32_s32(vmovl_s16(vld1_s16(p + 4 * i)))
ARIA_INLINE v16 v16_load_i16(const int16_t *p) { return V16(F); }
#undef F
#define F(i) vcvt_f32_f16(vreinterpret_f16_u16(vld1_u16(p + 4 * i)))
ARIA_INLINE v16 v16_load_f16(const uint16_t *p) { return V16(F); }
#undef F
#define F(i) vreinterpretq_f32_u32(vshll_n_u16(vld1_u16(p + 4 * i), 16))
ARIA_INLINE v16 v16_load_bf16(const uint16_t *p) { return V16(F); }
#undef F

#define CODES(w, p) vandq_u8((p) ? vshrq_n_u8((w), (p) ? 2 * (p) : 1) : (w), three)
#define SIGNED(c) vreinterpretq_s8_u8(c)

#if defined(ARIA_I8MM)

#define ZIP(zip, a, b) vreinterpretq_u8_u32(zip(vreinterpretq_u32_u8(a), vreinterpretq_u32_u8(b)))

/* Step s, of eight columns: rows 2r and 2r + 1, eight bytes each, at 128 * s + 16 * r. */
#define PANEL_WORD(step, row) (32 * ((step) / 2) + 2 * (row) + (step) % 2) /* of four columns */
static void unpack(uint8_t *panel, const uint8_t *codes, size_t n_groups) {
    const uint8x16_t three = vdupq_n_u8(3);
    for (size_t g = 0; g < n_groups; g++, codes += 64, panel += 256) {
        ARIA_PREFETCH(codes + ARIA_AHEAD);
        for (int i = 0; i < 64; i += 16) { /* four rows */
            uint8x16_t w = vld1q_u8(codes + i), p0 = CODES(w, 0), p1 = CODES(w, 1), p2 = CODES(w, 2), p3 = CODES(w, 3);
            vst1q_u8(panel + 2 * i, ZIP(vzip1q_u32, p0, p1));
            vst1q_u8(panel + 2 * i + 16, ZIP(vzip2q_u32, p0, p1));
            vst1q_u8(panel + 2 * i + 128, ZIP(vzip1q_u32, p2, p3));
            vst1q_u8(panel + 2 * i + 144, ZIP(vzip2q_u32, p2, p3));
        }
    }
}
#undef ZIP

#else

/* Step s, of four columns: row r, four bytes, at 64 * s + 4 * r. */
static void unpack(uint8_t *panel, const uint8_t *codes, size_t n_groups) {
    const uint8x16_t three = vdupq_n_u8(3);
    for (size_t g = 0; g < n_groups; g++, codes += 64, panel += 256) {
        ARIA_PREFETCH(codes + ARIA_AHEAD);
        for (int i = 0; i < 64; i += 16) {
            uint8x16_t w = vld1q_u8(codes + i);
            vst1q_u8(panel + i, CODES(w, 0));
            vst1q_u8(panel + i + 64, CODES(w, 1));
            vst1q_u8(panel + i + 128, CODES(w, 2));
            vst1q_u8(panel + i + 192, CODES(w, 3));
        }
    }
}

#endif

enum { PANEL_TILES = 1 };

#define ONE_TOKEN(X) X(0)
#define TWO_TOKENS(X) X(0) X(1)
#define FOUR_TOKENS(X) TWO_TOKENS(X) X(2) X(3)

#if defined(ARIA_DOTPROD)

#define STREAMS 1
/* One token over a tile. */
static void one_2bit(int32_t *acc, const uint8_t *tile, size_t n_groups, const int8_t *q) {
    const uint8x16_t three = vdupq_n_u8(3);
    int32x4_t s0 = vdupq_n_s32(0), s1 = s0, s2 = s0, s3 = s0;
    for (size_t g = 0; g < n_groups; g++, tile += 64, q += 16) {
        int8x16_t x = vld1q_s8(q);
        uint8x16_t w;
        ARIA_PREFETCH(tile + ARIA_AHEAD);
#define STEP(r, p) s##r = vdotq_laneq_s32(s##r, SIGNED(CODES(w, p)), x, p);
#define ROWS(r) w = vld1q_u8(tile + 16 * r); STEP(r, 0) STEP(r, 1) STEP(r, 2) STEP(r, 3)
        ROWS(0) ROWS(1) ROWS(2) ROWS(3)
#undef ROWS
#undef STEP
    }
    vst1q_s32(acc, s0);
    vst1q_s32(acc + 4, s1);
    vst1q_s32(acc + 8, s2);
    vst1q_s32(acc + 12, s3);
}

/* One token over a tile of three bits. */
static void one_3bit(int32_t *acc, const uint8_t *tile, size_t n_groups, const int8_t *q) {
    const uint8x16_t seven = vdupq_n_u8(7), three = vdupq_n_u8(3), four = vdupq_n_u8(4);
    for (int r = 0; r < 16; r += 4) vst1q_s32(acc + r, vdupq_n_s32(0));
    for (size_t g = 0; g < n_groups; g += 2, tile += 192, q += 32) {
        int8x16_t x = vld1q_s8(q), y = vld1q_s8(q + 16);
        for (int r = 0; r < 16; r += 4) {
            uint8x16_t a = vld1q_u8(tile + 4 * r), b = vld1q_u8(tile + 64 + 4 * r), c = vld1q_u8(tile + 128 + 4 * r);
            int32x4_t s = vld1q_s32(acc + r), t = vdupq_n_s32(0);
            ARIA_PREFETCH(tile + ARIA_AHEAD + 16 * r);
            s = vdotq_laneq_s32(s, SIGNED(vandq_u8(a, seven)), x, 0);
            t = vdotq_laneq_s32(t, SIGNED(vandq_u8(vshrq_n_u8(a, 3), seven)), x, 1);
            s = vdotq_laneq_s32(s, SIGNED(vandq_u8(b, seven)), x, 2);
            t = vdotq_laneq_s32(t, SIGNED(vandq_u8(vshrq_n_u8(b, 3), seven)), x, 3);
            s = vdotq_laneq_s32(s, SIGNED(vandq_u8(c, seven)), y, 0);
            t = vdotq_laneq_s32(t, SIGNED(vandq_u8(vshrq_n_u8(c, 3), seven)), y, 1);
            s = vdotq_laneq_s32(s, SIGNED(vorrq_u8(vandq_u8(vshrq_n_u8(a, 6), three), vandq_u8(vshrq_n_u8(c, 4), four))), y, 2);
            t = vdotq_laneq_s32(t, SIGNED(vorrq_u8(vandq_u8(vshrq_n_u8(b, 6), three), vandq_u8(vshrq_n_u8(c, 5), four))), y, 3);
            vst1q_s32(acc + r, vaddq_s32(s, t));
        }
    }
}

#define ADD_TO(to, s) vst1q_s32(to, vaddq_s32(vld1q_s32(to), s));

#if defined(ARIA_I8MM)

/* acc[t][16] += for T tokens, pair p of them being 2p and 2p + 1 (T = 1: one token stands for both, and is added once). s_r_p holds
   rows 2r and 2r + 1 for the pair's first token in its low half, for the second in its high half. */
#define ONE_PAIR(X, r) X(r, 0)
#define TWO_PAIRS(X, r) X(r, 0) X(r, 1)
#define THREE_PAIRS(X, r) TWO_PAIRS(X, r) X(r, 2)
#define EIGHT_ROWS(X, PAIRS) PAIRS(X, 0) PAIRS(X, 1) PAIRS(X, 2) PAIRS(X, 3) PAIRS(X, 4) PAIRS(X, 5) PAIRS(X, 6) PAIRS(X, 7)
#define CLEAR(r, p) int32x4_t s_##r##_##p = vdupq_n_s32(0);
#define TAKE(r, p) int8x16_t x##p = vcombine_s8(vld1_s8(q + 2 * (p) * ARIA_SLICE), vld1_s8(q + 2 * (p) * ARIA_SLICE + other));
#define MULTIPLY(r, p) s_##r##_##p = vmmlaq_s32(s_##r##_##p, x##p, w);
#define ROWS(PAIRS, r) w = SIGNED(vld1q_u8(panel + 16 * (r))); PAIRS(MULTIPLY, r)
#define ADD_ROWS(to, half, a, b) ADD_TO(to, vcombine_s32(half(a), half(b)))
#define FLUSH(r, next, p) \
    ADD_ROWS(acc + 32 * (p) + 2 * (r), vget_low_s32, s_##r##_##p, s_##next##_##p) \
    if (other) ADD_ROWS(acc + 32 * (p) + 2 * (r) + 16, vget_high_s32, s_##r##_##p, s_##next##_##p)
#define FLUSH_PAIR(r, p) FLUSH(0, 1, p) FLUSH(2, 3, p) FLUSH(4, 5, p) FLUSH(6, 7, p)
#define DEFINE_PANEL(T, PAIRS) \
    static void panel_##T(int32_t *acc, const uint8_t *panel, size_t n_steps, const int8_t *q) { \
        const size_t other = T > 1 ? ARIA_SLICE : 0; \
        EIGHT_ROWS(CLEAR, PAIRS) \
        for (size_t i = 0; i < n_steps; i += 2, panel += 128, q += 8) { /* n_steps is a multiple of 4 */ \
            int8x16_t w; \
            PAIRS(TAKE, 0) \
            ROWS(PAIRS, 0) ROWS(PAIRS, 1) ROWS(PAIRS, 2) ROWS(PAIRS, 3) ROWS(PAIRS, 4) ROWS(PAIRS, 5) ROWS(PAIRS, 6) ROWS(PAIRS, 7) \
        } \
        PAIRS(FLUSH_PAIR, 0) \
    }
DEFINE_PANEL(1, ONE_PAIR)
DEFINE_PANEL(2, ONE_PAIR)
DEFINE_PANEL(4, TWO_PAIRS)
DEFINE_PANEL(6, THREE_PAIRS)

/* acc[n][16] += panel * q[n][ARIA_SLICE] */
static void multiply_panel(int32_t *acc, const uint8_t *panel, size_t n_steps, const int8_t *q, size_t n, int most) {
    size_t t = 0;
    (void)most;
    for (; t + 6 <= n; t += 6) panel_6(acc + 16 * t, panel, n_steps, q + t * ARIA_SLICE);
    for (; t + 4 <= n; t += 4) panel_4(acc + 16 * t, panel, n_steps, q + t * ARIA_SLICE);
    for (; t + 2 <= n; t += 2) panel_2(acc + 16 * t, panel, n_steps, q + t * ARIA_SLICE);
    if (t < n) panel_1(acc + 16 * t, panel, n_steps, q + t * ARIA_SLICE);
}

#else

/* acc[t][16] += for T tokens: rows 4i to 4i+3 of token t are in `a`, `b`, `c`, `d`. */
#define CLEAR(t) int32x4_t a##t = vdupq_n_s32(0), b##t = a##t, c##t = a##t, d##t = a##t;
#define TAKE(t) int8x16_t x##t = vld1q_s8(q + (t) * ARIA_SLICE);
#define STEP0(t) DOTS(t, 0)
#define STEP1(t) DOTS(t, 1)
#define STEP2(t) DOTS(t, 2)
#define STEP3(t) DOTS(t, 3)
#define DOTS(t, p) \
    a##t = vdotq_laneq_s32(a##t, w0, x##t, p); \
    b##t = vdotq_laneq_s32(b##t, w1, x##t, p); \
    c##t = vdotq_laneq_s32(c##t, w2, x##t, p); \
    d##t = vdotq_laneq_s32(d##t, w3, x##t, p);
#define ROW(r) SIGNED(vld1q_u8(panel + 16 * (r)))
#define STEP(TOKENS, p) w0 = ROW(4 * p); w1 = ROW(4 * p + 1); w2 = ROW(4 * p + 2); w3 = ROW(4 * p + 3); TOKENS(STEP##p)
#define FLUSH(t) ADD_TO(acc + 16 * (t), a##t) ADD_TO(acc + 16 * (t) + 4, b##t) ADD_TO(acc + 16 * (t) + 8, c##t) ADD_TO(acc + 16 * (t) + 12, d##t)
#define DEFINE_PANEL(T, TOKENS) \
    static void panel_##T(int32_t *acc, const uint8_t *panel, size_t n_steps, const int8_t *q) { \
        TOKENS(CLEAR) \
        for (size_t i = 0; i < n_steps; i += 4, panel += 256, q += 16) { \
            int8x16_t w0, w1, w2, w3; \
            TOKENS(TAKE) \
            STEP(TOKENS, 0) STEP(TOKENS, 1) STEP(TOKENS, 2) STEP(TOKENS, 3) \
        } \
        TOKENS(FLUSH) \
    }
DEFINE_PANEL(1, ONE_TOKEN)
DEFINE_PANEL(2, TWO_TOKENS)
DEFINE_PANEL(4, FOUR_TOKENS)

/* acc[n][16] += panel * q[n][ARIA_SLICE] */
static void multiply_panel(int32_t *acc, const uint8_t *panel, size_t n_steps, const int8_t *q, size_t n, int most) {
    size_t t = 0;
    (void)most;
    for (; t + 4 <= n; t += 4) panel_4(acc + 16 * t, panel, n_steps, q + t * ARIA_SLICE);
    for (; t + 2 <= n; t += 2) panel_2(acc + 16 * t, panel, n_steps, q + t * ARIA_SLICE);
    if (t < n) panel_1(acc + 16 * t, panel, n_steps, q + t * ARIA_SLICE);
}

#endif

#else

/* Four bytes of q, twice, against the four bytes of rows 4r, 4r+1 (low half) and 4r+2, 4r+3 (high half). */
ARIA_INLINE int8x8_t four_bytes(const int8_t *p) {
    int32_t word;
    memcpy(&word, p, 4);
    return vreinterpret_s8_s32(vdup_n_s32(word));
}

/* acc[t][4] += rows 4r to 4r+3 for T tokens over at most 64 steps (most 2) or 36 (most 7): so many additions of most * 128 fit 16 bits. */
#define CLEAR(t) int16x8_t low##t = vdupq_n_s16(0), high##t = low##t;
#define STEP(t) \
    x = four_bytes(q + (t) * ARIA_SLICE); \
    low##t = vmlal_s8(low##t, vget_low_s8(c), x); \
    high##t = vmlal_s8(high##t, vget_high_s8(c), x);
#define FLUSH(t) vst1q_s32(acc + 16 * (t), vaddq_s32(vld1q_s32(acc + 16 * (t)), vpaddq_s32(vpaddlq_s16(low##t), vpaddlq_s16(high##t))));
#define DEFINE_PANEL(T, TOKENS) \
    static void panel_##T(int32_t *acc, const uint8_t *panel, size_t n_steps, const int8_t *q) { \
        TOKENS(CLEAR) \
        for (size_t i = 0; i < n_steps; i++, panel += 64, q += 4) { \
            int8x16_t c = SIGNED(vld1q_u8(panel)); \
            int8x8_t x; \
            TOKENS(STEP) \
        } \
        TOKENS(FLUSH) \
    }
DEFINE_PANEL(1, ONE_TOKEN)
DEFINE_PANEL(4, FOUR_TOKENS)

/* acc[n][16] += panel * q[n][ARIA_SLICE] */
static void multiply_panel(int32_t *acc, const uint8_t *panel, size_t n_steps, const int8_t *q, size_t n, int most) {
    size_t chunk = most == 2 ? 64 : 32, some;
    for (size_t i = 0; i < n_steps; i += some, panel += 64 * some, q += 4 * some) {
        some = n_steps - i < chunk ? n_steps - i : chunk;
        for (int r = 0; r < 4; r++) {
            size_t t = 0;
            for (; t + 4 <= n; t += 4) panel_4(acc + 16 * t + 4 * r, panel + 16 * r, some, q + t * ARIA_SLICE);
            for (; t < n; t++) panel_1(acc + 16 * t + 4 * r, panel + 16 * r, some, q + t * ARIA_SLICE);
        }
    }
}

#endif

/* The peak rate of products, for op_products. */
#if defined(ARIA_DOTPROD)
#define OPERAND int8x16_t
#define SUMS int32x4_t
#define NO_SUMS vdupq_n_s32(0)
#define LOAD_OPERAND(p) vld1q_s8((const int8_t *)(p))
#if defined(ARIA_I8MM)
#define DOT(sums, a, b) vmmlaq_s32(sums, a, b)
enum { PRODUCTS = 16 * 32 };
#else
#define DOT(sums, a, b) vdotq_s32(sums, a, b)
enum { PRODUCTS = 16 * 16 };
#endif
#else
#define OPERAND int8x8_t
#define SUMS int16x8_t
#define NO_SUMS vdupq_n_s16(0)
#define LOAD_OPERAND(p) vld1_s8((const int8_t *)(p))
#define DOT(sums, a, b) vmlal_s8(sums, a, b)
enum { PRODUCTS = 16 * 8 };
#endif
#define REGISTER "w"
#define CHAINS(X) FOUR_TOKENS(X) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15)
