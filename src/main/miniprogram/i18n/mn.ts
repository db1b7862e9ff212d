import type { Words } from './zh-CN'

type Some<T> = { [K in keyof T]?: T[K] extends string ? string : Some<T[K]> }

/**
 * 蒙古文的位置：words as they are translated, the others stay Chinese. Choosing it (storage key "locale" = "mn") also turns the
 * question into a vertical panel. Fill it only from a translator who reads the traditional script.
 */
export const mn: Some<Words> = {}
