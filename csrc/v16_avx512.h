/* v16 as one AVX-512 register. With ARIA_VNNI the ternary tile uses vpdpbusd, else vpmaddubsw. */
#include <immintrin.h>
#include <math.h>
#include <string.h>

typedef __m512 v16;

ARIA_INLINE v16 v16_set1(float x) { return _mm512_set1_ps(x); }
ARIA_INLINE v16 v16_load(const float *p) { return _mm512_loadu_ps(p); }
ARIA_INLINE void v16_store(float *p, v16 x) { _mm512_storeu_ps(p, x); }
ARIA_INLINE v16 v16_add(v16 x, v16 y) { return _mm512_add_ps(x, y); }
ARIA_INLINE v16 v16_sub(v16 x, v16 y) { return _mm512_sub_ps(x, y); }
ARIA_INLINE v16 v16_mul(v16 x, v16 y) { return _mm512_mul_ps(x, y); }
ARIA_INLINE v16 v16_div(v16 x, v16 y) { return _mm512_div_ps(x, y); }
ARIA_INLINE v16 v16_max(v16 x, v16 y) { return _mm512_max_ps(x, y); } /* y on a tie */
ARIA_INLINE v16 v16_min(v16 x, v16 y) { return _mm512_min_ps(x, y); }
ARIA_INLINE v16 v16_fma(v16 x, v16 y, v16 z) { return _mm512_fmadd_ps(x, y, z); }
ARIA_INLINE v16 v16_neg(v16 x) { return _mm512_xor_ps(x, v16_set1(-0.0f)); }
ARIA_INLINE v16 v16_abs(v16 x) { return _mm512_andnot_ps(v16_set1(-0.0f), x); }
ARIA_INLINE v16 v16_round(v16 x) { return _mm512_roundscale_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }
ARIA_INLINE v16 v16_zero_below(v16 x, v16 y, v16 limit) { return _mm512_maskz_mov_ps(_mm512_cmp_ps_mask(y, limit, _CMP_NLT_UQ), x); }
ARIA_INLINE v16 v16_scale(v16 x, v16 n) {
    return _mm512_castsi512_ps(_mm512_add_epi32(_mm512_castps_si512(x), _mm512_slli_epi32(_mm512_cvtps_epi32(n), 23)));
}
ARIA_INLINE float v16_sum(v16 x) {
    __m256 eight = _mm256_add_ps(_mm512_castps512_ps256(x), _mm512_extractf32x8_ps(x, 1));
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}
ARIA_INLINE v16 v16_from_i32(const int32_t *p, int32_t less) {
    return _mm512_cvtepi32_ps(_mm512_sub_epi32(_mm512_loadu_si512(p), _mm512_set1_epi32(less)));
}
ARIA_INLINE void v16_store_i8(int8_t *p, v16 x) { _mm_storeu_si128((__m128i *)(void *)p, _mm512_cvtsepi32_epi8(_mm512_cvtps_epi32(x))); }
ARIA_INLINE __m256i load16(const void *p) { return _mm256_loadu_si256((const __m256i *)p); }
ARIA_INLINE v16 v16_load_f16(const uint16_t *p) { return _mm512_cvtph_ps(load16(p)); }
ARIA_INLINE v16 v16_load_bf16(const uint16_t *p) {
    return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(load16(p)), 16));
}

ARIA_INLINE __m512i four_bytes(const int8_t *p) {
    int32_t word;
    memcpy(&word, p, 4);
    return _mm512_set1_epi32(word);
}

enum { AHEAD = 12288 }; /* bytes of prefetch: one token reads its weights once, in order */

#define CODES(w, p) _mm512_and_si512((p) ? _mm512_srli_epi16(w, 2 * (p)) : (w), three)

#if defined(ARIA_VNNI)

static void tile_1(int32_t *acc, const uint8_t *tile, size_t n_groups, const int8_t *q) {
    const __m512i three = _mm512_set1_epi8(3);
    __m512i s0 = _mm512_setzero_si512(), s1 = s0, s2 = s0, s3 = s0, t0 = s0, t1 = s0, t2 = s0, t3 = s0;
    size_t g = 0;
    for (; g + 2 <= n_groups; g += 2, tile += 128, q += 32) { /* eight chains cover the latency */
        __m512i w = _mm512_loadu_si512(tile), u = _mm512_loadu_si512(tile + 64);
        _mm_prefetch((const char *)tile + AHEAD, _MM_HINT_T0);
        _mm_prefetch((const char *)tile + AHEAD + 64, _MM_HINT_T0);
        s0 = _mm512_dpbusd_epi32(s0, CODES(w, 0), four_bytes(q));
        s1 = _mm512_dpbusd_epi32(s1, CODES(w, 1), four_bytes(q + 4));
        s2 = _mm512_dpbusd_epi32(s2, CODES(w, 2), four_bytes(q + 8));
        s3 = _mm512_dpbusd_epi32(s3, CODES(w, 3), four_bytes(q + 12));
        t0 = _mm512_dpbusd_epi32(t0, CODES(u, 0), four_bytes(q + 16));
        t1 = _mm512_dpbusd_epi32(t1, CODES(u, 1), four_bytes(q + 20));
        t2 = _mm512_dpbusd_epi32(t2, CODES(u, 2), four_bytes(q + 24));
        t3 = _mm512_dpbusd_epi32(t3, CODES(u, 3), four_bytes(q + 28));
    }
    if (g < n_groups) {
        __m512i w = _mm512_loadu_si512(tile);
        s0 = _mm512_dpbusd_epi32(s0, CODES(w, 0), four_bytes(q));
        s1 = _mm512_dpbusd_epi32(s1, CODES(w, 1), four_bytes(q + 4));
        s2 = _mm512_dpbusd_epi32(s2, CODES(w, 2), four_bytes(q + 8));
        s3 = _mm512_dpbusd_epi32(s3, CODES(w, 3), four_bytes(q + 12));
    }
    s0 = _mm512_add_epi32(_mm512_add_epi32(s0, s1), _mm512_add_epi32(s2, s3));
    t0 = _mm512_add_epi32(_mm512_add_epi32(t0, t1), _mm512_add_epi32(t2, t3));
    _mm512_storeu_si512(acc, _mm512_add_epi32(s0, t0));
}

/* Two chains a token, one for even and one for odd p. Named accumulators: an array spills under gcc. */
#define FOR_TOKENS_2(X) X(0) X(1)
#define FOR_TOKENS_4(X) FOR_TOKENS_2(X) X(2) X(3)
#define FOR_TOKENS_8(X) FOR_TOKENS_4(X) X(4) X(5) X(6) X(7)
#define CLEAR(t) __m512i s##t = _mm512_setzero_si512(), u##t = s##t; const int8_t *q##t = q + (t) * stride;
#define EVEN0(t) s##t = _mm512_dpbusd_epi32(s##t, c0, four_bytes(q##t + i));
#define ODD1(t) u##t = _mm512_dpbusd_epi32(u##t, c1, four_bytes(q##t + i + 4));
#define EVEN2(t) s##t = _mm512_dpbusd_epi32(s##t, c2, four_bytes(q##t + i + 8));
#define ODD3(t) u##t = _mm512_dpbusd_epi32(u##t, c3, four_bytes(q##t + i + 12));
#define KEEP(t) _mm512_storeu_si512(acc + 16 * (t), _mm512_add_epi32(s##t, u##t));
#define DEFINE_TILE(T) \
    static void tile_##T(int32_t *acc, const uint8_t *tile, size_t n_groups, const int8_t *q, size_t stride) { \
        const __m512i three = _mm512_set1_epi8(3); \
        FOR_TOKENS_##T(CLEAR) \
        for (size_t i = 0; i < 16 * n_groups; i += 16) { \
            __m512i w = _mm512_loadu_si512(tile + 4 * i), c0 = CODES(w, 0), c1 = CODES(w, 1), c2 = CODES(w, 2), c3 = CODES(w, 3); \
            FOR_TOKENS_##T(EVEN0) FOR_TOKENS_##T(ODD1) FOR_TOKENS_##T(EVEN2) FOR_TOKENS_##T(ODD3) \
        } \
        FOR_TOKENS_##T(KEEP) \
    }
DEFINE_TILE(2)
DEFINE_TILE(4)
DEFINE_TILE(8)

static void op_tile(int32_t *acc, const uint8_t *tile, size_t n_groups, const int8_t *q, size_t stride, size_t n) {
    for (; n >= 8; n -= 8, acc += 128, q += 8 * stride) tile_8(acc, tile, n_groups, q, stride);
    for (; n >= 4; n -= 4, acc += 64, q += 4 * stride) tile_4(acc, tile, n_groups, q, stride);
    for (; n >= 2; n -= 2, acc += 32, q += 2 * stride) tile_2(acc, tile, n_groups, q, stride);
    if (n) tile_1(acc, tile, n_groups, q);
}

#else

/* Sums of 16-bit lanes are widened every FLUSH groups: 4 * FLUSH additions of at most 2 * 3 * 128 stay below 2^15. */
enum { FLUSH = 8 };

/* T tokens, a constant where it is inlined. */
ARIA_INLINE void some_tokens(int32_t *acc, const uint8_t *tile, size_t n_groups, const int8_t *q, size_t stride, int T) {
    const __m512i three = _mm512_set1_epi8(3), ones = _mm512_set1_epi16(1), zero = _mm512_setzero_si512();
    __m512i w0 = zero, w1 = zero, w2 = zero, w3 = zero;
    for (size_t g = 0; g < n_groups;) {
        __m512i s0 = zero, s1 = zero, s2 = zero, s3 = zero;
        size_t end = n_groups - g < FLUSH ? n_groups : g + FLUSH;
        for (; g < end; g++, tile += 64, q += 16) {
            __m512i w = _mm512_loadu_si512(tile), c;
            if (T == 1) _mm_prefetch((const char *)tile + AHEAD, _MM_HINT_T0);
#define STEP(p) \
    c = CODES(w, p); \
    s0 = _mm512_add_epi16(s0, _mm512_maddubs_epi16(c, four_bytes(q + 4 * p))); \
    if (T > 1) s1 = _mm512_add_epi16(s1, _mm512_maddubs_epi16(c, four_bytes(q + stride + 4 * p))); \
    if (T > 2) s2 = _mm512_add_epi16(s2, _mm512_maddubs_epi16(c, four_bytes(q + 2 * stride + 4 * p))); \
    if (T > 2) s3 = _mm512_add_epi16(s3, _mm512_maddubs_epi16(c, four_bytes(q + 3 * stride + 4 * p)));
            STEP(0) STEP(1) STEP(2) STEP(3)
#undef STEP
        }
        w0 = _mm512_add_epi32(w0, _mm512_madd_epi16(s0, ones));
        if (T > 1) w1 = _mm512_add_epi32(w1, _mm512_madd_epi16(s1, ones));
        if (T > 2) w2 = _mm512_add_epi32(w2, _mm512_madd_epi16(s2, ones));
        if (T > 2) w3 = _mm512_add_epi32(w3, _mm512_madd_epi16(s3, ones));
    }
    _mm512_storeu_si512(acc, w0);
    if (T > 1) _mm512_storeu_si512(acc + 16, w1);
    if (T > 2) _mm512_storeu_si512(acc + 32, w2);
    if (T > 2) _mm512_storeu_si512(acc + 48, w3);
}

static void op_tile(int32_t *acc, const uint8_t *tile, size_t n_groups, const int8_t *q, size_t stride, size_t n) {
    for (; n >= 4; n -= 4, acc += 64, q += 4 * stride) some_tokens(acc, tile, n_groups, q, stride, 4);
    for (; n >= 2; n -= 2, acc += 32, q += 2 * stride) some_tokens(acc, tile, n_groups, q, stride, 2);
    if (n) some_tokens(acc, tile, n_groups, q, stride, 1);
}

#endif
