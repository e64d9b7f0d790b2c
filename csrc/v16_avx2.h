/* v16 as two AVX registers, with FMA and F16C. With ARIA_VNNI the ternary tile uses vpdpbusd, else vpmaddubsw. */
#include <immintrin.h>
#include <math.h>
#include <string.h>

typedef struct {
    __m256 a, b;
} v16;

#define V16(x, y) ((v16){(x), (y)})
#define BOTH(f, x, y) V16(f((x).a, (y).a), f((x).b, (y).b))

ARIA_INLINE v16 v16_set1(float x) { return V16(_mm256_set1_ps(x), _mm256_set1_ps(x)); }
ARIA_INLINE v16 v16_load(const float *p) { return V16(_mm256_loadu_ps(p), _mm256_loadu_ps(p + 8)); }
ARIA_INLINE void v16_store(float *p, v16 x) {
    _mm256_storeu_ps(p, x.a);
    _mm256_storeu_ps(p + 8, x.b);
}
ARIA_INLINE v16 v16_add(v16 x, v16 y) { return BOTH(_mm256_add_ps, x, y); }
ARIA_INLINE v16 v16_sub(v16 x, v16 y) { return BOTH(_mm256_sub_ps, x, y); }
ARIA_INLINE v16 v16_mul(v16 x, v16 y) { return BOTH(_mm256_mul_ps, x, y); }
ARIA_INLINE v16 v16_div(v16 x, v16 y) { return BOTH(_mm256_div_ps, x, y); }
ARIA_INLINE v16 v16_max(v16 x, v16 y) { return BOTH(_mm256_max_ps, x, y); } /* y on a tie */
ARIA_INLINE v16 v16_min(v16 x, v16 y) { return BOTH(_mm256_min_ps, x, y); }
ARIA_INLINE v16 v16_fma(v16 x, v16 y, v16 z) { return V16(_mm256_fmadd_ps(x.a, y.a, z.a), _mm256_fmadd_ps(x.b, y.b, z.b)); }
ARIA_INLINE v16 v16_fms(v16 x, v16 y, v16 z) { return V16(_mm256_fmsub_ps(x.a, y.a, z.a), _mm256_fmsub_ps(x.b, y.b, z.b)); } /* x * y - z */
ARIA_INLINE v16 v16_xor(v16 x, v16 y) { return BOTH(_mm256_xor_ps, x, y); }
ARIA_INLINE v16 v16_neg(v16 x) { return v16_xor(x, v16_set1(-0.0f)); }
ARIA_INLINE v16 v16_abs(v16 x) {
    v16 sign = v16_set1(-0.0f);
    return BOTH(_mm256_andnot_ps, sign, x);
}
#define NEAREST (_MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)
ARIA_INLINE v16 v16_round(v16 x) { return V16(_mm256_round_ps(x.a, NEAREST), _mm256_round_ps(x.b, NEAREST)); }
ARIA_INLINE v16 v16_zero_below(v16 x, v16 y, v16 limit) {
    return V16(_mm256_andnot_ps(_mm256_cmp_ps(y.a, limit.a, _CMP_LT_OQ), x.a), _mm256_andnot_ps(_mm256_cmp_ps(y.b, limit.b, _CMP_LT_OQ), x.b));
}
ARIA_INLINE __m256 scale8(__m256 x, __m256 n) {
    return _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(x), _mm256_slli_epi32(_mm256_cvtps_epi32(n), 23)));
}
ARIA_INLINE v16 v16_scale(v16 x, v16 n) { return BOTH(scale8, x, n); }
ARIA_INLINE float v16_sum(v16 x) {
    __m256 eight = _mm256_add_ps(x.a, x.b);
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}
ARIA_INLINE float v16_most(v16 x) {
    __m256 eight = _mm256_max_ps(x.a, x.b);
    __m128 four = _mm_max_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)));
}
ARIA_INLINE v16 v16_from_i32(const int32_t *p, int32_t less) {
    const __m256i *v = (const __m256i *)(const void *)p;
    __m256i n = _mm256_set1_epi32(less), a = _mm256_sub_epi32(_mm256_loadu_si256(v), n), b = _mm256_sub_epi32(_mm256_loadu_si256(v + 1), n);
    return V16(_mm256_cvtepi32_ps(a), _mm256_cvtepi32_ps(b));
}
ARIA_INLINE __m256i words_of(v16 x) {
    __m256i words = _mm256_packs_epi32(_mm256_cvtps_epi32(x.a), _mm256_cvtps_epi32(x.b)); /* a0-3 b0-3 a4-7 b4-7 */
    return _mm256_permute4x64_epi64(words, 0xd8);
}
ARIA_INLINE void v16_store_i16(int16_t *p, v16 x) { _mm256_storeu_si256((__m256i *)(void *)p, words_of(x)); }
ARIA_INLINE void v16_store_i8(int8_t *p, v16 x) {
    __m256i words = words_of(x);
    _mm_storeu_si128((__m128i *)(void *)p, _mm_packs_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1)));
}
ARIA_INLINE __m128i load8(const void *p) { return _mm_loadu_si128((const __m128i *)p); }
ARIA_INLINE __m256 widen_i16(__m128i h) { return _mm256_cvtepi32_ps(_mm256_cvtepi16_epi32(h)); }
ARIA_INLINE v16 v16_load_i16(const int16_t *p) { return V16(widen_i16(load8(p)), widen_i16(load8(p + 8))); }
ARIA_INLINE v16 v16_load_f16(const uint16_t *p) { return V16(_mm256_cvtph_ps(load8(p)), _mm256_cvtph_ps(load8(p + 8))); }
ARIA_INLINE __m256 widen_bf16(__m128i h) { return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(h), 16)); }
ARIA_INLINE v16 v16_load_bf16(const uint16_t *p) { return V16(widen_bf16(load8(p)), widen_bf16(load8(p + 8))); }

ARIA_INLINE __m256i load32(const void *p) { return _mm256_loadu_si256((const __m256i *)p); }
ARIA_INLINE void store32(void *p, __m256i x) { _mm256_storeu_si256((__m256i *)p, x); }
ARIA_INLINE __m256i four_bytes(const int8_t *p) {
    int32_t word;
    memcpy(&word, p, 4);
    return _mm256_set1_epi32(word);
}

/* Sums of products: DOT adds to a vector of them, WIDEN makes 32 bits of it, WIDEN_4 four times that. */
#if defined(ARIA_VNNI)
#define DOT(sums, codes, b) _mm256_dpbusd_avx_epi32(sums, codes, b)
#define WIDEN(sums) (sums)
#define WIDEN_4(sums) _mm256_slli_epi32(sums, 2)
#else
#define DOT(sums, codes, b) _mm256_add_epi16(sums, _mm256_maddubs_epi16(codes, b))
#define WIDEN(sums) _mm256_madd_epi16(sums, _mm256_set1_epi16(1))
#define WIDEN_4(sums) _mm256_madd_epi16(sums, _mm256_set1_epi16(4))
#endif

#define STREAMS 1
/* One token over a tile. Planes 1 and 3 stay shifted by two bits, which saves half of the shifts: `u` sums four times their value. */
static void one_2bit(int32_t *acc, const uint8_t *tile, size_t n_groups, const int8_t *q) {
    const __m256i three = _mm256_set1_epi8(3), twelve = _mm256_set1_epi8(12);
    enum { FLUSH = 8 }; /* 2 * FLUSH additions of at most 2 * 4 * 2 * 128 stay within 16 bits */
    __m256i a0 = _mm256_setzero_si256(), a1 = a0;
    for (size_t g = 0; g < n_groups;) {
        size_t end = n_groups - g < FLUSH ? n_groups : g + FLUSH;
        __m256i s0 = _mm256_setzero_si256(), s1 = s0, u0 = s0, u1 = s0;
        for (; g < end; g++, tile += 64, q += 16) {
            __m256i w0 = load32(tile), w1 = load32(tile + 32), b;
            ARIA_PREFETCH(tile + ARIA_AHEAD);
#define STEP(sum, mask, p) \
    b = four_bytes(q + 4 * p); \
    sum##0 = DOT(sum##0, _mm256_and_si256(w0, mask), b); \
    sum##1 = DOT(sum##1, _mm256_and_si256(w1, mask), b);
            STEP(s, three, 0) STEP(u, twelve, 1)
            w0 = _mm256_srli_epi16(w0, 4);
            w1 = _mm256_srli_epi16(w1, 4);
            STEP(s, three, 2) STEP(u, twelve, 3)
#undef STEP
        }
        a0 = _mm256_add_epi32(a0, _mm256_add_epi32(WIDEN_4(s0), WIDEN(u0)));
        a1 = _mm256_add_epi32(a1, _mm256_add_epi32(WIDEN_4(s1), WIDEN(u1)));
    }
    store32(acc, _mm256_srai_epi32(a0, 2));
    store32(acc + 8, _mm256_srai_epi32(a1, 2));
}

static void unpack(uint8_t *panel, const uint8_t *codes, size_t n_groups) {
    const __m256i three = _mm256_set1_epi8(3);
    for (size_t g = 0; g < n_groups; g++, codes += 64, panel += 256) {
        ARIA_PREFETCH(codes + ARIA_AHEAD);
        for (int half = 0; half < 64; half += 32) {
            __m256i w = load32(codes + half);
            store32(panel + half, _mm256_and_si256(w, three));
            store32(panel + half + 64, _mm256_and_si256(_mm256_srli_epi16(w, 2), three));
            store32(panel + half + 128, _mm256_and_si256(_mm256_srli_epi16(w, 4), three));
            store32(panel + half + 192, _mm256_and_si256(_mm256_srli_epi16(w, 6), three));
        }
    }
}

/* Step i of the eight that three units of 64 bytes hold, half of its rows. */
ARIA_INLINE __m256i code_3bit(const uint8_t *units, int i) {
    const __m256i seven = _mm256_set1_epi8(7), three = _mm256_set1_epi8(3), four = _mm256_set1_epi8(4);
    __m256i w = load32(units + 64 * (i < 6 ? i / 2 : i - 6)), top = load32(units + 128);
    if (i < 6) return _mm256_and_si256(i % 2 ? _mm256_srli_epi16(w, 3) : w, seven);
    return _mm256_or_si256(_mm256_and_si256(_mm256_srli_epi16(w, 6), three), _mm256_and_si256(_mm256_srli_epi16(top, i == 6 ? 4 : 5), four));
}

/* One token over a tile of three bits. */
static void one_3bit(int32_t *acc, const uint8_t *tile, size_t n_groups, const int8_t *q) {
    enum { FLUSH = 4 }; /* groups whose 4 * FLUSH additions of at most 2 * 7 * 128 fit 16 bits */
    __m256i a0 = _mm256_setzero_si256(), a1 = a0;
    for (size_t g = 0; g < n_groups;) {
        size_t end = n_groups - g < FLUSH ? n_groups : g + FLUSH;
        __m256i s0 = _mm256_setzero_si256(), s1 = s0, b;
        for (; g < end; g += 2, tile += 192, q += 32) {
            ARIA_PREFETCH(tile + ARIA_AHEAD);
            ARIA_PREFETCH(tile + ARIA_AHEAD + 64);
            ARIA_PREFETCH(tile + ARIA_AHEAD + 128);
#define STEP(i) \
    b = four_bytes(q + 4 * i); \
    s0 = DOT(s0, code_3bit(tile, i), b); \
    s1 = DOT(s1, code_3bit(tile + 32, i), b);
            STEP(0) STEP(1) STEP(2) STEP(3) STEP(4) STEP(5) STEP(6) STEP(7)
#undef STEP
        }
        a0 = _mm256_add_epi32(a0, WIDEN(s0));
        a1 = _mm256_add_epi32(a1, WIDEN(s1));
    }
    store32(acc, a0);
    store32(acc + 8, a1);
}

#define UNPACKS_3BIT 1
static void unpack_3bit(uint8_t *panel, const uint8_t *codes, size_t n_groups) {
    for (size_t g = 0; g < n_groups; g += 2, codes += 192, panel += 512)
        for (int half = 0; half < 64; half += 32) {
#define STEP(i) store32(panel + 64 * i + half, code_3bit(codes + half, i));
            STEP(0) STEP(1) STEP(2) STEP(3) STEP(4) STEP(5) STEP(6) STEP(7)
#undef STEP
        }
}

/* acc[t][16] += for T tokens over at most 64 steps (most 2) or 18 (most 7): so many additions of 2 * most * 128 fit 16 bits. */
#define ONE_TOKEN(X) X(0)
#define TWO_TOKENS(X) X(0) X(1)
#define FOUR_TOKENS(X) TWO_TOKENS(X) X(2) X(3)
#define SIX_TOKENS(X) FOUR_TOKENS(X) X(4) X(5)
#define CLEAR(t) __m256i s##t = _mm256_setzero_si256(), u##t = s##t;
#define STEP(t) \
    b = four_bytes(q + (t) * ARIA_SLICE); \
    s##t = DOT(s##t, c0, b); \
    u##t = DOT(u##t, c1, b); \
    ARIA_KEEP(s##t, u##t)
#define FLUSH(t) \
    store32(acc + 16 * (t), _mm256_add_epi32(load32(acc + 16 * (t)), WIDEN(s##t))); \
    store32(acc + 16 * (t) + 8, _mm256_add_epi32(load32(acc + 16 * (t) + 8), WIDEN(u##t)));
#define DEFINE_PANEL(T, TOKENS) \
    static void panel_##T(int32_t *acc, const uint8_t *panel, size_t n_steps, const int8_t *q) { \
        TOKENS(CLEAR) \
        for (size_t i = 0; i < n_steps; i++, panel += 64, q += 4) { \
            __m256i c0 = load32(panel), c1 = load32(panel + 32), b; \
            TOKENS(STEP) \
        } \
        TOKENS(FLUSH) \
    }
DEFINE_PANEL(1, ONE_TOKEN)
DEFINE_PANEL(2, TWO_TOKENS)
DEFINE_PANEL(4, FOUR_TOKENS)
DEFINE_PANEL(6, SIX_TOKENS)
#undef CLEAR
#undef STEP
#undef FLUSH

/* acc[t][8 of 16] += for T tokens straight from half a tile's packed bytes: a few tokens do not repay unpacking. */
#define EIGHT_TOKENS(X) SIX_TOKENS(X) X(6) X(7)
#define CLEAR(t) __m256i s##t = _mm256_setzero_si256();
#define STEP(t) \
    s##t = DOT(s##t, c, four_bytes(x + (t) * ARIA_SLICE)); \
    ARIA_KEEP(s##t, s##t)
#define FLUSH(t) store32(acc + 16 * (t), _mm256_add_epi32(load32(acc + 16 * (t)), WIDEN(s##t)));
#define PLANE(TOKENS, p) \
    c = _mm256_and_si256(p ? _mm256_srli_epi16(w, 2 * p) : w, three); \
    x = q + 4 * p; \
    TOKENS(STEP)
#define DEFINE_HALF(T, TOKENS) \
    static void half_##T(int32_t *acc, const uint8_t *codes, size_t n_groups, const int8_t *q) { \
        const __m256i three = _mm256_set1_epi8(3); \
        TOKENS(CLEAR) \
        for (size_t g = 0; g < n_groups; g++, codes += 64, q += 16) { \
            __m256i w = load32(codes), c; \
            const int8_t *x; \
            ARIA_PREFETCH(codes + ARIA_AHEAD); \
            PLANE(TOKENS, 0) PLANE(TOKENS, 1) PLANE(TOKENS, 2) PLANE(TOKENS, 3) \
        } \
        TOKENS(FLUSH) \
    }
DEFINE_HALF(1, ONE_TOKEN)
DEFINE_HALF(2, TWO_TOKENS)
DEFINE_HALF(4, FOUR_TOKENS)
DEFINE_HALF(8, EIGHT_TOKENS)
#undef CLEAR
#undef STEP
#undef FLUSH

#define SMALL_BATCH 11 /* tokens below which packed bytes are multiplied */

/* acc[n][16] += a slice of a tile * q[n][ARIA_SLICE] */
static void multiply_packed(int32_t *acc, const uint8_t *codes, size_t n_groups, const int8_t *q, size_t n) {
    enum { CHUNK = 16 }; /* groups whose 4 * CHUNK additions of at most 2 * 2 * 128 fit 16 bits */
    for (size_t g = 0, some; g < n_groups; g += some, codes += 64 * some, q += 16 * some) {
        some = n_groups - g < CHUNK ? n_groups - g : CHUNK;
        for (size_t h = 0; h < 2; h++) {
            int32_t *to = acc + 8 * h;
            const uint8_t *half = codes + 32 * h;
            size_t t = 0;
            for (; t + 8 <= n; t += 8) half_8(to + 16 * t, half, some, q + t * ARIA_SLICE);
            for (; t + 4 <= n; t += 4) half_4(to + 16 * t, half, some, q + t * ARIA_SLICE);
            for (; t + 2 <= n; t += 2) half_2(to + 16 * t, half, some, q + t * ARIA_SLICE);
            if (t < n) half_1(to + 16 * t, half, some, q + t * ARIA_SLICE);
        }
    }
}

enum { PANEL_TILES = 1 };

/* acc[n][16] += panel * q[n][ARIA_SLICE] */
static void multiply_panel(int32_t *acc, const uint8_t *panel, size_t n_steps, const int8_t *q, size_t n, int most) {
    size_t chunk = most == 2 ? 64 : 16, some;
    for (size_t i = 0; i < n_steps; i += some, panel += 64 * some, q += 4 * some) {
        size_t t = 0;
        some = n_steps - i < chunk ? n_steps - i : chunk;
        for (; t + 6 <= n; t += 6) panel_6(acc + 16 * t, panel, some, q + t * ARIA_SLICE);
        for (; t + 4 <= n; t += 4) panel_4(acc + 16 * t, panel, some, q + t * ARIA_SLICE);
        for (; t + 2 <= n; t += 2) panel_2(acc + 16 * t, panel, some, q + t * ARIA_SLICE);
        if (t < n) panel_1(acc + 16 * t, panel, some, q + t * ARIA_SLICE);
    }
}

/* The peak rate of products, for op_products. */
#define OPERAND __m256i
#define SUMS __m256i
#define NO_SUMS _mm256_setzero_si256()
#define LOAD_OPERAND(p) load32(p)
#define REGISTER "x"
#define CHAINS(X) EIGHT_TOKENS(X) X(8) X(9)
enum { PRODUCTS = 10 * 32 };
