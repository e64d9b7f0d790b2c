/* The fused operations against the C library's, which has to round once (glibc does): random operands near each other, halfway cases,
   cancellation, infinities. Prints how many differ of how many. */
#include "aria_impl.h"
#include "fused.h"

#include <stdio.h>

static uint64_t state = 1;

static uint64_t draw(void) { /* splitmix64 */
    uint64_t z = (state += 0x9e3779b97f4a7c15u);
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

/* Few digits set, or all random; exponents `spread` apart at most. */
static double number(int digits, int spread) {
    uint64_t z = draw(), keep = digits == 23 ? ~((1ull << 29) - 1) : ~0ull, some = z & 3 ? keep : keep << (z >> 2 & 31);
    uint64_t bits = (draw() & ((1ull << 52) - 1) & some) | (uint64_t)(1023 - spread / 2 + (int)(z >> 8 & 0xffff) % (spread + 1)) << 52 | z >> 63 << 63;
    double x;
    memcpy(&x, &bits, 8);
    return x;
}

int main(void) {
    enum { N = 4000000 };
    static const float ODD[] = {0.0f, -0.0f, INFINITY, -INFINITY, NAN, 1.0f, -1.0f, 0x1p-149f, -0x1p-126f, 0x1.fffffep+127f};
    long wrong = 0;
    for (long i = 0; i < N; i++) {
        int spread = i % 2 ? 8 : 60;
        double a = number(52, spread), b = number(52, spread), c = i % 5 ? number(52, spread) : -(a * b) * (i % 3 ? 1.0 : 1.0 + 0x1p-52);
        float x = (float)number(23, spread), y = (float)number(23, spread), z = i % 5 ? (float)number(23, spread) : -(x * y);
        if (i % 7 == 0) x *= 0x1p-100f, z *= 0x1p-126f; /* denormal results */
        wrong += fma(a, b, c) != aria_fma(a, b, c);
        wrong += fmaf(x, y, z) != aria_fmaf(x, y, z);
    }
    for (int i = 0; i < 1000; i++) {
        float x = fmaf(ODD[i / 100], ODD[i / 10 % 10], ODD[i % 10]), y = aria_fmaf(ODD[i / 100], ODD[i / 10 % 10], ODD[i % 10]);
        wrong += memcmp(&x, &y, 4) != 0 && !(x != x && y != y);
    }
    printf("%ld of %d\n", wrong, 2 * N + 1000);
    return wrong != 0;
}
