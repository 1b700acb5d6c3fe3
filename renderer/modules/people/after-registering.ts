import type { Day } from '../../../domain/time/day.ts'
import { checkIdNumber } from '../../../domain/rule/id-number.ts'
import { plainNumber } from '../../../domain/rule/written-form.ts'

/** Where a registration that was begun from another form goes on, with the new person filled in. */
const NEXT: Readonly<Record<string, (id: string) => string>> = {
  delivery: id => `/deliveries/new?mother=${id}`, referral: id => `/referrals/new?person=${id}`, child: id => `/children/new?child=${id}`, eye: id => `/children/new?child=${id}&next=eye`, pregnancy: id => `/pregnancies/new?woman=${id}`,
  cancer: id => `/women/cancer/new?woman=${id}`, outreach: id => `/women/cancer/new?woman=${id}&of=day`, menopause: id => `/women/menopause/new?woman=${id}`, adolescent: id => `/women/adolescents/${id}/visits/new`,
  pelvic: id => `/pelvic/new?woman=${id}`,
}

/** The address after registering: the form that asked for this person, else her file. A form that already holds something names its own address with `{person}` in it. */
export const addressAfter = (next: string | null, personId: string): string =>
  next?.startsWith('/') ? next.replace('{person}', personId) : next !== null && Object.hasOwn(NEXT, next) ? NEXT[next]!(personId) : `/people/${personId}`

/** What was typed into a search box, at the field it most likely means. */
export function startFromTyped(typed: string, today: Day): Readonly<Record<string, string>> {
  const number = plainNumber(typed)
  if (number.length === 18 && /^\d{6}/.test(number) && !checkIdNumber(number, { today }).issues.some(issue => issue.level === 'block')) return { idNumber: number }
  if (/^1\d{10}$/.test(number)) return { phone: number }
  return /\d/.test(typed) ? {} : { name: typed }
}
