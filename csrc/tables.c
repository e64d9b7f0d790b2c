/* RoPE tables from our own binary64 ln, exp, sin and cos: no libm in the result, so no libm can change it.
   Coefficients are quotients of small whole numbers, rounded once by the compiler. */
#include "aria_impl.h"
#include "fused.h"

#include <math.h>

static const double LN2_HIGH = 0x1.62e42fefa39efp-1, LN2_LOW = 0x1.abc9e3b39803fp-56, LOG2_E = 0x1.71547652b82fep+0;
static const double HALF_PI_HIGH = 0x1.921fb54442d18p+0, HALF_PI_LOW = 0x1.1a62633145c07p-54, TWO_OVER_PI = 0x1.45f306dc9c883p-1;
static const double TWO_PI = 0x1.921fb54442d18p+2;

/* x > 0. m * 2^e with m in [sqrt(1/2), sqrt(2)); ln m = 2 atanh((m-1)/(m+1)), the series to s^27. */
static double ln(double x) {
    int e;
    double m = frexp(x, &e), s, z, p;
    if (m < 0x1.6a09e667f3bcdp-1) {
        m = m * 2.0;
        e = e - 1;
    }
    s = (m - 1.0) / (m + 1.0);
    z = s * s;
    p = 1.0 / 27;
    for (int k = 25; k >= 3; k -= 2) p = aria_fma(p, z, 1.0 / k);
    p = aria_fma(p * z, s, s); /* s + s^3/3 + ... */
    return aria_fma((double)e, LN2_HIGH, aria_fma((double)e, LN2_LOW, 2.0 * p));
}

/* -700 < x <= 0. Taylor to r^14, |r| <= ln(2)/2. */
static double exponential(double x) {
    static const double C[] = {1.0 / 87178291200.0, 1.0 / 6227020800.0, 1.0 / 479001600.0, 1.0 / 39916800.0, 1.0 / 3628800.0,
                               1.0 / 362880.0, 1.0 / 40320.0, 1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0};
    double n = rint(x * LOG2_E), r = aria_fma(n, -LN2_LOW, aria_fma(n, -LN2_HIGH, x)), p = C[0];
    for (int k = 1; k < 15; k++) p = aria_fma(p, r, C[k]);
    return ldexp(p, (int)n);
}

/* x >= 0. Reduction by multiples of pi/2 in two steps, then Taylor to r^17 and r^18. */
static void sine_cosine(double x, double *sine, double *cosine) {
    static const double S[] = {1.0 / 355687428096000.0, -1.0 / 1307674368000.0, 1.0 / 6227020800.0, -1.0 / 39916800.0, 1.0 / 362880.0,
                               -1.0 / 5040.0, 1.0 / 120.0, -1.0 / 6.0};
    static const double C[] = {-1.0 / 6402373705728000.0, 1.0 / 20922789888000.0, -1.0 / 87178291200.0, 1.0 / 479001600.0, -1.0 / 3628800.0,
                               1.0 / 40320.0, -1.0 / 720.0, 1.0 / 24.0, -0.5};
    double n = rint(x * TWO_OVER_PI), r = aria_fma(n, -HALF_PI_LOW, aria_fma(n, -HALF_PI_HIGH, x)), z = r * r, s = S[0], c = C[0];
    for (int k = 1; k < 8; k++) s = aria_fma(s, z, S[k]);
    for (int k = 1; k < 9; k++) c = aria_fma(c, z, C[k]);
    s = aria_fma(s * z, r, r);
    c = aria_fma(c, z, 1.0);
    switch ((int64_t)n & 3) {
    case 0: *sine = s, *cosine = c; break;
    case 1: *sine = c, *cosine = -s; break;
    case 2: *sine = -s, *cosine = -c; break;
    default: *sine = -c, *cosine = s; break;
    }
}

static double frequency(const aria_rope *rope, int j) {
    double f = exponential(-(2.0 * j / rope->head_dim) * ln(rope->theta)), wavelength, smooth;
    if (!rope->scaled) return f;
    wavelength = TWO_PI / f;
    if (wavelength < rope->original_positions / rope->high_freq_factor) return f;
    if (wavelength > rope->original_positions / rope->low_freq_factor) return f / rope->factor;
    smooth = (rope->original_positions / wavelength - rope->low_freq_factor) / (rope->high_freq_factor - rope->low_freq_factor);
    return (1.0 - smooth) * f / rope->factor + smooth * f;
}

/* Of positive numbers, none of them near binary64's ends: then every angle is finite. */
static int scaling_ok(const aria_rope *rope) {
    double high = rope->high_freq_factor, low = rope->low_freq_factor, context = rope->original_positions;
    return rope->factor >= 1.0 && rope->factor < 1e300 && context >= 1.0 && context < 1e300 && low > 1e-300 && high > low && high < 1e300;
}

int aria_rope_tables(float *turns, const aria_rope *rope, int first, int n) {
    int half = rope->head_dim / 2;
    aria_fp_mode mode;
    if (rope->head_dim < 2 || rope->head_dim % 2 || rope->head_dim > ARIA_MAX_HEAD_DIM || first < 0 || n < 0) return ARIA_BAD_SHAPE;
    if (!(rope->theta >= 1.0 && rope->theta < 1e300) || (rope->scaled && !scaling_ok(rope))) return ARIA_BAD_SHAPE;
    mode = aria_fp_enter();
    for (int j = 0; j < half; j++) {
        double f = frequency(rope, j);
        for (size_t i = 0; i < aria_round_up((size_t)n, 16); i++) {
            float *to = turns + (i / 16 * (size_t)half + (size_t)j) * 32 + i % 16;
            double s, c;
            sine_cosine(((double)first + (double)i) * f, &s, &c);
            to[0] = (float)c;
            to[16] = (float)s;
        }
    }
    aria_fp_leave(mode);
    return ARIA_OK;
}

float aria_attention_scale(int head_dim) {
    aria_fp_mode mode = aria_fp_enter();
    volatile double d = head_dim; /* volatile: see aria_narrow */
    volatile float g = (float)(1.0 / sqrt(d));
    aria_fp_leave(mode);
    return g;
}
