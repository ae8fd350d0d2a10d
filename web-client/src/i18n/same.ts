/** The same keys with other words: what `en` must be for its `zh`. */
export type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> };
