/* v16 as one AVX-512 register. With ARIA_VNNI the ternary tile uses vpdpbusd, else vpmaddubsw; with ARIA_VBMI it reads base 3 too. */
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
ARIA_INLINE v16 v16_fms(v16 x, v16 y, v16 z) { return _mm512_fmsub_ps(x, y, z); } /* x * y - z */
ARIA_INLINE v16 v16_xor(v16 x, v16 y) { return _mm512_xor_ps(x, y); }
ARIA_INLINE v16 v16_neg(v16 x) { return v16_xor(x, v16_set1(-0.0f)); }
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
ARIA_INLINE float v16_most(v16 x) { return _mm512_reduce_max_ps(x); }
ARIA_INLINE v16 v16_from_i32(const int32_t *p, int32_t less) {
    return _mm512_cvtepi32_ps(_mm512_sub_epi32(_mm512_loadu_si512(p), _mm512_set1_epi32(less)));
}
ARIA_INLINE void v16_store_i8(int8_t *p, v16 x) { _mm_storeu_si128((__m128i *)(void *)p, _mm512_cvtsepi32_epi8(_mm512_cvtps_epi32(x))); }
ARIA_INLINE void v16_store_i16(int16_t *p, v16 x) { _mm256_storeu_si256((__m256i *)(void *)p, _mm512_cvtsepi32_epi16(_mm512_cvtps_epi32(x))); }
ARIA_INLINE __m256i load16(const void *p) { return _mm256_loadu_si256((const __m256i *)p); }
ARIA_INLINE v16 v16_load_i16(const int16_t *p) { return _mm512_cvtepi32_ps(_mm512_cvtepi16_epi32(load16(p))); }
ARIA_INLINE v16 v16_load_f16(const uint16_t *p) { return _mm512_cvtph_ps(load16(p)); }
ARIA_INLINE v16 v16_load_bf16(const uint16_t *p) {
    return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(load16(p)), 16));
}

ARIA_INLINE __m512i four_bytes(const int8_t *p) {
    int32_t word;
    memcpy(&word, p, 4);
    return _mm512_set1_epi32(word);
}

/* How far ahead to prefetch weights, in bytes, for one token: on Zen 5 a fifth less is read at 2 KB, on Granite Rapids a third at 8. */
#define AHEAD (aria_weights_stay ? ARIA_AHEAD : 8192)
#define LINES 4 /* the registers for it are there */

#define CODES(w, p) _mm512_and_si512((p) ? _mm512_srli_epi16(w, 2 * (p)) : (w), three)

/* The same where they are, times 4^p, for sums of 32 bits of one p alone: a shift less a code. No such sum of a row passes 2^30. */
#if defined(ARIA_VNNI)
#define IN_PLACE(w, p) _mm512_and_si512(w, _mm512_set1_epi8((char)(3 << 2 * (p))))
#define DOWN(sums, p) _mm512_srai_epi32(sums, 2 * (p))
#else
#define IN_PLACE(w, p) CODES(w, p)
#define DOWN(sums, p) (sums)
#endif

/* Named accumulators, kept in place by ARIA_KEEP: an array of them, or a free hand in the order, makes gcc spill. */
#define ONE_TOKEN(X) X(0)
#define TWO_TOKENS(X) X(0) X(1)
#define FOUR_TOKENS(X) TWO_TOKENS(X) X(2) X(3)
#define EIGHT_TOKENS(X) FOUR_TOKENS(X) X(4) X(5) X(6) X(7)

/* Step i of the eight that three units of 64 bytes hold. */
ARIA_INLINE __m512i code_3bit(const uint8_t *units, int i) {
    const __m512i seven = _mm512_set1_epi8(7), three = _mm512_set1_epi8(3), four = _mm512_set1_epi8(4);
    __m512i w = _mm512_loadu_si512(units + 64 * (i < 6 ? i / 2 : i - 6)), top = _mm512_loadu_si512(units + 128);
    if (i < 6) return _mm512_and_si512(i % 2 ? _mm512_srli_epi16(w, 3) : w, seven);
    return _mm512_or_si512(_mm512_and_si512(_mm512_srli_epi16(w, 6), three), _mm512_and_si512(_mm512_srli_epi16(top, i == 6 ? 4 : 5), four));
}

/* Sums of products: DOT adds to a vector of them, WIDEN makes 32 bits of it. A sum of 16 bits has room for 64 additions of 2 * 2 * 128 or
   16 of 2 * 7 * 128: FULL says that a multiple of so many groups is done. */
#if defined(ARIA_VNNI)
#define DOT(sums, codes, b) _mm512_dpbusd_epi32(sums, codes, b)
#define WIDEN(sums) (sums)
#define FULL(groups, room) 0
#else
#define DOT(sums, codes, b) _mm512_add_epi16(sums, _mm512_maddubs_epi16(codes, b))
#define WIDEN(sums) _mm512_madd_epi16(sums, _mm512_set1_epi16(1))
#define FULL(groups, room) ((groups) % (room) == 0)
#endif
#define CLEAR(i) s##i = _mm512_setzero_si512();
#define ADD_UP(total, a, b, c, d, BACK) \
    total = _mm512_add_epi32(total, _mm512_add_epi32(BACK(WIDEN(a), 0), BACK(WIDEN(b), 1))); \
    total = _mm512_add_epi32(total, _mm512_add_epi32(BACK(WIDEN(c), 2), BACK(WIDEN(d), 3)));
#define ADD_BOTH(BACK) ADD_UP(total, s0, s1, s2, s3, BACK) ADD_UP(other, s4, s5, s6, s7, BACK) EIGHT_TOKENS(CLEAR)

/* One token over two tiles that lie apart: each broadcast serves both, and two streams bring more from memory than one. */
#define STREAMS 2
static void stream_2bit(int32_t *acc, int32_t *more, const uint8_t *tile, const uint8_t *apart, size_t n_groups, const int8_t *q) {
    const __m512i three = _mm512_set1_epi8(3);
    __m512i total = _mm512_setzero_si512(), other = total, s0 = total, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
    (void)three;
#define STEP(i, k, p) \
    b = four_bytes(q + 4 * p); \
    s##i = DOT(s##i, IN_PLACE(w, p), b); \
    s##k = DOT(s##k, IN_PLACE(u, p), b);
    for (size_t g = 1; g <= n_groups; g++, tile += 64, apart += 64, q += 16) { /* eight chains, which cover the latency */
        __m512i b, w = _mm512_loadu_si512(tile), u = _mm512_loadu_si512(apart);
        ARIA_PREFETCH(tile + AHEAD);
        ARIA_PREFETCH(apart + AHEAD);
        STEP(0, 4, 0) STEP(1, 5, 1) STEP(2, 6, 2) STEP(3, 7, 3)
        if (FULL(g, 64)) { ADD_BOTH(DOWN) }
    }
#undef STEP
    ADD_BOTH(DOWN)
    _mm512_storeu_si512(acc, total);
    _mm512_storeu_si512(more, other);
}

#define AS_IS(sums, p) (sums)
/* The same of three bits. */
static void stream_3bit(int32_t *acc, int32_t *more, const uint8_t *tile, const uint8_t *apart, size_t n_groups, const int8_t *q) {
    __m512i total = _mm512_setzero_si512(), other = total, s0 = total, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
#define STEP(i, k, step) \
    b = four_bytes(q + 4 * step); \
    s##i = DOT(s##i, code_3bit(tile, step), b); \
    s##k = DOT(s##k, code_3bit(apart, step), b);
    for (size_t g = 2; g <= n_groups + 1; g += 2, tile += 192, apart += 192, q += 32) {
        __m512i b;
        for (size_t i = 0; i < 192; i += 64) ARIA_PREFETCH(tile + AHEAD + i);
        for (size_t i = 0; i < 192; i += 64) ARIA_PREFETCH(apart + AHEAD + i);
        STEP(0, 4, 0) STEP(1, 5, 1) STEP(2, 6, 2) STEP(3, 7, 3) STEP(0, 4, 4) STEP(1, 5, 5) STEP(2, 6, 6) STEP(3, 7, 7)
        if (FULL(g, 16)) { ADD_BOTH(AS_IS) }
    }
#undef STEP
    ADD_BOTH(AS_IS)
    _mm512_storeu_si512(acc, total);
    _mm512_storeu_si512(more, other);
}
#undef AS_IS

#if defined(ARIA_VBMI)
#define READS_BASE3 1

typedef struct {
    __m512i table[2], fifth, counts; /* counts: ARIA_FIFTH times the fifth digit */
} digits;

ARIA_INLINE digits digits_of_base3(void) {
    __m512i fifth = _mm512_loadu_si512(aria_fifth_code), counts = _mm512_setzero_si512();
    for (int i = 0; i < ARIA_FIFTH; i += 4) counts = _mm512_add_epi8(counts, _mm512_slli_epi16(fifth, 2));
    return (digits){{_mm512_loadu_si512(aria_four_codes), _mm512_loadu_si512(aria_four_codes + 64)}, fifth, counts};
}

/* What a look-up takes for the fifth digit: the upper six bits of each byte, as the lower six. */
ARIA_INLINE __m512i upper_six(__m512i w) { return _mm512_srli_epi16(w, 2); }
ARIA_INLINE __m512i fifth_digit(const digits *d, __m512i w) { return _mm512_permutexvar_epi8(upper_six(w), d->fifth); }
/* The lower four digits, as two bits a digit, of bytes without their fifth. */
ARIA_INLINE __m512i four_digits(const digits *d, __m512i lower) { return _mm512_permutex2var_epi8(d->table[0], lower, d->table[1]); }

/* The same of whole bytes: the byte, less 84, and less 168, as they wrap, are at their least what is left. To look the fifth
   digit up and subtract what it counts is less to do, but beside the products of several tokens slower, with AMX by a quarter. */
ARIA_INLINE __m512i lower_digits(const digits *d, __m512i w) {
    __m512i once = _mm512_sub_epi8(w, _mm512_set1_epi8(ARIA_FIFTH)), twice = _mm512_sub_epi8(once, _mm512_set1_epi8(ARIA_FIFTH));
    return four_digits(d, _mm512_min_epu8(_mm512_min_epu8(w, once), twice));
}

ARIA_INLINE __m512i two_bits(const digits *d, __m512i w) {
    return four_digits(d, _mm512_sub_epi8(w, _mm512_permutexvar_epi8(upper_six(w), d->counts)));
}

/* The same of base 3. Units past the first 4 (groups - units) have no fifth digit that counts. */
static void stream_base3(int32_t *acc, int32_t *more, const uint8_t *tile, const uint8_t *apart, size_t n_groups, const int8_t *q) {
    const digits d = digits_of_base3();
    __m512i total, other, s0 = _mm512_setzero_si512(), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
    total = other = s0;
#define STEP(i, k, p) \
    b = four_bytes(q + 16 * u + 4 * p); \
    s##i = _mm512_dpbusd_epi32(s##i, IN_PLACE(two, p), b); \
    s##k = _mm512_dpbusd_epi32(s##k, IN_PLACE(too, p), b);
    for (size_t g = 0, some; g < n_groups; g += some, q += ARIA_SLICE) {
        size_t units, fifths;
        some = n_groups - g < ARIA_SLICE_GROUPS ? n_groups - g : ARIA_SLICE_GROUPS;
        units = aria_units(some, ARIA_BASE3);
        fifths = 4 * (some - units);
        for (size_t u = 0; u < units; u++, tile += 64, apart += 64) {
            __m512i b, w = _mm512_loadu_si512(tile), v = _mm512_loadu_si512(apart), two = two_bits(&d, w), too = two_bits(&d, v);
            ARIA_PREFETCH(tile + AHEAD);
            ARIA_PREFETCH(apart + AHEAD);
            STEP(0, 4, 0) STEP(1, 5, 1) STEP(2, 6, 2) STEP(3, 7, 3)
            if (u >= fifths) continue;
            b = four_bytes(q + 16 * units + 4 * u);
            total = _mm512_dpbusd_epi32(total, fifth_digit(&d, w), b);
            other = _mm512_dpbusd_epi32(other, fifth_digit(&d, v), b);
        }
    }
#undef STEP
    ADD_UP(total, s0, s1, s2, s3, DOWN)
    ADD_UP(other, s4, s5, s6, s7, DOWN)
    _mm512_storeu_si512(acc, total);
    _mm512_storeu_si512(more, other);
}
#endif
#undef CLEAR
#undef ADD_UP
#undef ADD_BOTH

#define MULTIPLIES_PACKED 1
enum { PANEL_TILES = ARIA_PANEL_TILES };

/* acc[tile][t][16] = (or +=, where `add`) for T tokens and two tiles, straight from the packed bytes and over whole rows: at T = 8 16 accumulators, so that each
   broadcast serves two products, and unpacking goes on beside them. Meanwhile what lies `ahead` bytes on is fetched. `packed` reads two
   bits, a unit of 64 bytes and 4 steps at a time, `three_bits` three units and 8 steps, `base3` a unit and 5 steps. */
#define CLEAR(t) __m512i s##t = _mm512_setzero_si512(), u##t = s##t;
#define CLEAR_AGAIN(t) s##t = u##t = _mm512_setzero_si512();
#define MULTIPLY(t) \
    b = four_bytes(x + (t) * ARIA_SLICE); \
    s##t = DOT(s##t, c0, b); \
    u##t = DOT(u##t, c1, b); \
    ARIA_KEEP(s##t, u##t)
#define STEP(TOKENS, code, i) \
    c0 = code(w0, i); \
    c1 = code(w1, i); \
    x = at + 4 * i; \
    TOKENS(MULTIPLY)
#define FETCH(unit) \
    ARIA_PREFETCH(first + ahead + 64 * (unit)); \
    ARIA_PREFETCH(first + tile_bytes + ahead + 64 * (unit));
#define FLUSH_FULL(TOKENS, groups, room) \
    if (FULL(groups, room)) { TOKENS(FLUSH) TOKENS(CLEAR_AGAIN) add = 1; }
#define TWO_BITS(TOKENS) \
    for (size_t g = 1; g <= some; g++, first += 64, at += 16) { \
        __m512i w0 = _mm512_loadu_si512(first), w1 = _mm512_loadu_si512(first + tile_bytes); \
        FETCH(0) \
        STEP(TOKENS, CODES, 0) STEP(TOKENS, CODES, 1) STEP(TOKENS, CODES, 2) STEP(TOKENS, CODES, 3) \
        FLUSH_FULL(TOKENS, g, 16) \
    }
#define THREE_BITS(TOKENS) \
    for (size_t g = 2; g <= some + 1; g += 2, first += 192, at += 32) { \
        const uint8_t *w0 = first, *w1 = first + tile_bytes; \
        FETCH(0) FETCH(1) FETCH(2) \
        STEP(TOKENS, code_3bit, 0) STEP(TOKENS, code_3bit, 1) STEP(TOKENS, code_3bit, 2) STEP(TOKENS, code_3bit, 3) \
        STEP(TOKENS, code_3bit, 4) STEP(TOKENS, code_3bit, 5) STEP(TOKENS, code_3bit, 6) STEP(TOKENS, code_3bit, 7) \
        FLUSH_FULL(TOKENS, g, 4) \
    }
#define BASE3(TOKENS) \
    size_t units = aria_units(some, ARIA_BASE3), fifths = 4 * (some - units); \
    const int8_t *fifth = at + 16 * units; \
    const digits d = digits_of_base3(); \
    for (size_t unit = 0; unit < units; unit++, first += 64, at += 16, fifth += 4) { \
        __m512i raw0 = _mm512_loadu_si512(first), raw1 = _mm512_loadu_si512(first + tile_bytes); \
        __m512i w0 = lower_digits(&d, raw0), w1 = lower_digits(&d, raw1); \
        FETCH(0) \
        STEP(TOKENS, CODES, 0) STEP(TOKENS, CODES, 1) STEP(TOKENS, CODES, 2) STEP(TOKENS, CODES, 3) \
        if (unit >= fifths) continue; \
        c0 = fifth_digit(&d, raw0); \
        c1 = fifth_digit(&d, raw1); \
        x = fifth; \
        TOKENS(MULTIPLY) \
    }
#define PUT(to, s) _mm512_storeu_si512(to, add ? _mm512_add_epi32(_mm512_loadu_si512(to), s) : (s));
#define FLUSH(t) PUT(acc + 16 * (t), WIDEN(s##t)) PUT(acc + pitch + 16 * (t), WIDEN(u##t))
#define DEFINE(name, T, TOKENS, MULTIPLY_SLICE) \
    static void name##_##T(int32_t *acc, int add, size_t pitch, const uint8_t *first, size_t tile_bytes, size_t ahead, size_t n_groups, \
                           const int8_t *q) { \
        const __m512i three = _mm512_set1_epi8(3); \
        __m512i c0, c1, b; \
        (void)three; \
        TOKENS(CLEAR) \
        for (size_t some; n_groups; n_groups -= some, q += pitch * ARIA_SLICE_GROUPS) { /* pitch: 16 * tokens */ \
            const int8_t *at = q, *x; \
            some = n_groups < ARIA_SLICE_GROUPS ? n_groups : ARIA_SLICE_GROUPS; \
            MULTIPLY_SLICE(TOKENS) \
        } \
        TOKENS(FLUSH) \
    }
#if READS_BASE3
#define DEFINE_PACKED(T, TOKENS) DEFINE(packed, T, TOKENS, TWO_BITS) DEFINE(three_bits, T, TOKENS, THREE_BITS) DEFINE(base3, T, TOKENS, BASE3)
#else
#define DEFINE_PACKED(T, TOKENS) DEFINE(packed, T, TOKENS, TWO_BITS) DEFINE(three_bits, T, TOKENS, THREE_BITS)
#endif
#define THREE_TOKENS(X) TWO_TOKENS(X) X(2)
#define FIVE_TOKENS(X) FOUR_TOKENS(X) X(4)
#define SIX_TOKENS(X) FIVE_TOKENS(X) X(5)
#define SEVEN_TOKENS(X) SIX_TOKENS(X) X(6)
DEFINE_PACKED(1, ONE_TOKEN)
DEFINE_PACKED(2, TWO_TOKENS)
DEFINE_PACKED(3, THREE_TOKENS)
DEFINE_PACKED(4, FOUR_TOKENS)
DEFINE_PACKED(5, FIVE_TOKENS)
DEFINE_PACKED(6, SIX_TOKENS)
DEFINE_PACKED(7, SEVEN_TOKENS)
DEFINE_PACKED(8, EIGHT_TOKENS)
#undef STEP
#undef CLEAR

/* acc[two tiles][n][16] = (or +=) tiles * q[][n][ARIA_SLICE], the tokens in passes of like size. The last fetches what comes next, two tiles on. */
static void multiply_tiles(int32_t *acc, int add, const uint8_t *codes, size_t tile_bytes, int layout, size_t n_groups, const int8_t *q, size_t n) {
    static void (*const by_tokens[][8])(int32_t *, int, size_t, const uint8_t *, size_t, size_t, size_t, const int8_t *) = {
        [ARIA_2BIT] = {packed_1, packed_2, packed_3, packed_4, packed_5, packed_6, packed_7, packed_8},
#if READS_BASE3
        [ARIA_BASE3] = {base3_1, base3_2, base3_3, base3_4, base3_5, base3_6, base3_7, base3_8},
#endif
        [ARIA_3BIT] = {three_bits_1, three_bits_2, three_bits_3, three_bits_4, three_bits_5, three_bits_6, three_bits_7, three_bits_8}};
    for (size_t t = 0, some, passes = (n + 7) / 8; t < n; t += some, passes--) {
        some = (n - t + passes - 1) / passes;
        by_tokens[layout][some - 1](acc + 16 * t, add, 16 * n, codes, tile_bytes, passes == 1 ? 2 * tile_bytes : 0, n_groups, q + t * ARIA_SLICE);
    }
}

/* The peak rate of products, for op_products. */
#define OPERAND __m512i
#define SUMS __m512i
#define NO_SUMS _mm512_setzero_si512()
#define LOAD_OPERAND(p) _mm512_loadu_si512(p)
#define REGISTER "v"
#define CHAINS(X) EIGHT_TOKENS(X) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15)
enum { PRODUCTS = 16 * 64 };
