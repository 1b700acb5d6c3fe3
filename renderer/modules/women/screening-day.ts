/** What every woman of an outreach day begins with; it stays while they are entered one by one, for whoever opened it. */
export type ScreeningDay = { readonly userId: string; readonly screeningDay: string; readonly site: string | null; readonly programme: string | null; readonly doctorName: string | null }

let held: ScreeningDay | null = null

export const heldDay = (userId: string): ScreeningDay | null => held?.userId === userId ? held : null
export const holdDay = (day: ScreeningDay): void => { held = day }
