/* a * b + c, rounded once. A library's may round twice (mingw-w64's fmaf does, one time in five), which changes bits; so it is called
   only where it is an instruction of every CPU. Boldo, Melquiond 2008: a sum rounded to odd is then rounded right by the next rounding. */
#ifndef ARIA_FUSED_H
#define ARIA_FUSED_H

#include <math.h>
#include <string.h>

#if defined(ARIA_ARM64)
#define aria_fmaf fmaf
#define aria_fma fma
#else

/* a + b = return value + *error exactly (Knuth). */
ARIA_INLINE double two_sum(double a, double b, double *error) {
    double sum = a + b, of_b = sum - a;
    *error = (a - (sum - of_b)) + (b - of_b);
    return sum;
}

/* a + b, if inexact the neighbour whose last bit is 1. */
ARIA_INLINE double sum_to_odd(double a, double b) {
    double error, sum = two_sum(a, b, &error);
    int64_t bits;
    memcpy(&bits, &sum, 8);
    bits += (int64_t)((error > 0.0) | (error < 0.0)) & ~bits & 1 ? ((error > 0.0) == (sum > 0.0) ? 1 : -1) : 0; /* of a NaN or infinity: 0 */
    memcpy(&sum, &bits, 8);
    return sum;
}

/* The product is exact in binary64, which has more than twice the digits and two. */
ARIA_INLINE float aria_fmaf(float a, float b, float c) { return (float)sum_to_odd((double)a * b, c); }

/* Upper 26 bits of a (Veltkamp). */
ARIA_INLINE double upper(double a) {
    double c = a * 134217729.0;
    return c - (c - a);
}

/* Where neither a * b nor its last digits leave binary64's range. */
ARIA_INLINE double aria_fma(double a, double b, double c) {
    double a1 = upper(a), b1 = upper(b), a2 = a - a1, b2 = b - b1, product = a * b;
    double rest = a2 * b2 - (((product - a1 * b1) - a2 * b1) - a1 * b2), low, lower; /* Dekker */
    double sum = two_sum(product, two_sum(c, rest, &low), &lower);
    return sum + sum_to_odd(low, lower);
}

#endif
#endif
