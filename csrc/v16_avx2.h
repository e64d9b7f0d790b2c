/* v16 as two AVX registers, with FMA and F16C. */
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
ARIA_INLINE v16 v16_neg(v16 x) { return BOTH(_mm256_xor_ps, x, v16_set1(-0.0f)); }
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
ARIA_INLINE v16 v16_from_i32(const int32_t *p, int32_t less) {
    const __m256i *v = (const __m256i *)(const void *)p;
    __m256i n = _mm256_set1_epi32(less), a = _mm256_sub_epi32(_mm256_loadu_si256(v), n), b = _mm256_sub_epi32(_mm256_loadu_si256(v + 1), n);
    return V16(_mm256_cvtepi32_ps(a), _mm256_cvtepi32_ps(b));
}
ARIA_INLINE void v16_store_i8(int8_t *p, v16 x) {
    __m256i words = _mm256_packs_epi32(_mm256_cvtps_epi32(x.a), _mm256_cvtps_epi32(x.b)); /* a0-3 b0-3 a4-7 b4-7 */
    words = _mm256_permute4x64_epi64(words, 0xd8);
    _mm_storeu_si128((__m128i *)(void *)p, _mm_packs_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1)));
}
ARIA_INLINE __m128i load8(const void *p) { return _mm_loadu_si128((const __m128i *)p); }
ARIA_INLINE v16 v16_load_f16(const uint16_t *p) { return V16(_mm256_cvtph_ps(load8(p)), _mm256_cvtph_ps(load8(p + 8))); }
ARIA_INLINE __m256 widen_bf16(__m128i h) { return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(h), 16)); }
ARIA_INLINE v16 v16_load_bf16(const uint16_t *p) { return V16(widen_bf16(load8(p)), widen_bf16(load8(p + 8))); }

ARIA_INLINE __m256i four_bytes(const int8_t *p) {
    int32_t word;
    memcpy(&word, p, 4);
    return _mm256_set1_epi32(word);
}

/* Sums of 16-bit lanes are widened every FLUSH groups: 4 * FLUSH additions of at most 2 * 3 * 128 stay below 2^15. */
enum { FLUSH = 8, AHEAD = 12288 };

/* One half (8 rows) of FLUSH or fewer groups, for T tokens (a constant where it is inlined). */
ARIA_INLINE void half_tile(int32_t *acc, const uint8_t *codes, size_t n_groups, const int8_t *q, size_t stride, int T) {
    const __m256i three = _mm256_set1_epi8(3), ones = _mm256_set1_epi16(1);
    __m256i s0 = _mm256_setzero_si256(), s1 = s0, s2 = s0, s3 = s0;
    for (size_t g = 0; g < n_groups; g++, codes += 64, q += 16) {
        __m256i w = _mm256_loadu_si256((const __m256i *)(const void *)codes), c;
        if (T == 1) _mm_prefetch((const char *)codes + AHEAD, _MM_HINT_T0);
#define STEP(p) \
    c = _mm256_and_si256(p ? _mm256_srli_epi16(w, 2 * p) : w, three); \
    s0 = _mm256_add_epi16(s0, _mm256_maddubs_epi16(c, four_bytes(q + 4 * p))); \
    if (T > 1) s1 = _mm256_add_epi16(s1, _mm256_maddubs_epi16(c, four_bytes(q + stride + 4 * p))); \
    if (T > 2) s2 = _mm256_add_epi16(s2, _mm256_maddubs_epi16(c, four_bytes(q + 2 * stride + 4 * p))); \
    if (T > 2) s3 = _mm256_add_epi16(s3, _mm256_maddubs_epi16(c, four_bytes(q + 3 * stride + 4 * p)));
        STEP(0) STEP(1) STEP(2) STEP(3)
#undef STEP
    }
#define WIDEN(t, s) \
    if (T > t) { \
        __m256i *to = (__m256i *)(void *)(acc + 16 * t); \
        _mm256_storeu_si256(to, _mm256_add_epi32(_mm256_loadu_si256(to), _mm256_madd_epi16(s, ones))); \
    }
    WIDEN(0, s0) WIDEN(1, s1) WIDEN(2, s2) WIDEN(3, s3)
#undef WIDEN
}

ARIA_INLINE void some_tokens(int32_t *acc, const uint8_t *tile, size_t n_groups, const int8_t *q, size_t stride, int T) {
    memset(acc, 0, (size_t)T * 16 * sizeof *acc);
    for (size_t g = 0; g < n_groups; g += FLUSH) {
        size_t some = n_groups - g < FLUSH ? n_groups - g : FLUSH;
        half_tile(acc, tile + 64 * g, some, q + 16 * g, stride, T);
        half_tile(acc + 8, tile + 64 * g + 32, some, q + 16 * g, stride, T);
    }
}

static void op_tile(int32_t *acc, const uint8_t *tile, size_t n_groups, const int8_t *q, size_t stride, size_t n) {
    for (; n >= 4; n -= 4, acc += 64, q += 4 * stride) some_tokens(acc, tile, n_groups, q, stride, 4);
    for (; n >= 2; n -= 2, acc += 32, q += 2 * stride) some_tokens(acc, tile, n_groups, q, stride, 2);
    if (n) some_tokens(acc, tile, n_groups, q, stride, 1);
}
