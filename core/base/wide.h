/*
 * Functions that run over rows of numbers are compiled twice, for machines with vectors of 256 bits and for all others; the
 * loader chooses. Only integers, and floats whose steps are never fused (-std=c11 sees to that), so both give the same bits.
 * They are static, each behind a plain one: what the loader chooses between would be exported else.
 */
#ifndef ONR_BASE_WIDE_H
#define ONR_BASE_WIDE_H

#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GLIBC__) && !defined(__clang__) && __GNUC__ >= 12 && \
    !defined(__SANITIZE_ADDRESS__)
#define ONR_WIDE __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define ONR_WIDE
#endif

/* A part of such a function, compiled along with it. */
#ifdef __GNUC__
#define ONR_WIDE_PART inline __attribute__((always_inline))
#else
#define ONR_WIDE_PART inline
#endif

#endif
