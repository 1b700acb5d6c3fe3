/** Own words of the three data sets; what is the hospital's own stays here. */
export const INTERNAL = { none: '本机构内部' } as const
export const KEY = { none: '业务主键' } as const
export const SCREENING = { ext: ['women_screening'] } as const
export const MENOPAUSE = { ext: ['women_menopause'] } as const
export const ADOLESCENT = { ext: ['women_adolescent'] } as const
