import type { Handlers } from '../../handlers.ts'
import { folicAcidHandlers } from './folic-acid-handlers.ts'
import { fertilityPaperHandlers } from './paper-handlers.ts'
import { preconceptionHandlers } from './preconception-handlers.ts'
import { premaritalHandlers } from './premarital-handlers.ts'

/** Calls of 婚前医学检查, 孕前优生, 叶酸. */
export const fertilityClinicHandlers = {
  'fertility.of': async ({ personId }, { db }) => {
    const sheet = await db.selectFrom('premaritalExamination').select('coupleNumber').where(eb => eb.or([eb('personId', '=', personId), eb('partnerId', '=', personId)])).where('voidedAt', 'is', null).orderBy('registeredDay', 'desc').orderBy('coupleNumber', 'desc').limit(1).executeTakeFirst()
    const couple = await db.selectFrom('preconceptionCouple').select('id').where(eb => eb.or([eb('womanId', '=', personId), eb('husbandId', '=', personId)])).where('voidedAt', 'is', null).orderBy('servedDay', 'desc').limit(1).executeTakeFirst()
    const course = await db.selectFrom('folicAcidCourse').select('id').where('womanId', '=', personId).where('voidedAt', 'is', null).orderBy('registeredDay', 'desc').limit(1).executeTakeFirst()
    return { coupleNumber: sheet?.coupleNumber ?? null, coupleId: couple?.id ?? null, courseId: course?.id ?? null }
  },
  ...premaritalHandlers, ...preconceptionHandlers, ...folicAcidHandlers, ...fertilityPaperHandlers,
} satisfies Partial<Handlers>
