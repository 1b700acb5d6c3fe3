/** 盆底档案与知情同意. */
export const pelvicFileApi = {} as const
