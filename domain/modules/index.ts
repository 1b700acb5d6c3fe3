import type { RecordDefinition } from '../record/define.ts'
import { annualReport } from './annual/report.record.ts'
import { delivery } from './birth/delivery.record.ts'
import { newborn } from './birth/newborn.record.ts'
import { pregnancy } from './birth/pregnancy.record.ts'
import { staff } from './birth/staff.record.ts'
import { certificate } from './certificate/certificate.record.ts'
import { registration } from './certificate/registration.record.ts'
import { replacement } from './certificate/replacement.record.ts'
import { person } from './people/person.record.ts'
import { criticalReferral } from './maternal/critical-referral.record.ts'
import { diagnosisReferral } from './maternal/diagnosis-referral.record.ts'
import { retention } from './maternal/retention.record.ts'
import { organization } from './referral/organization.record.ts'
import { referral } from './referral/referral.record.ts'

/** Every declared record of the program. */
export const RECORDS = [person, staff, organization, pregnancy, delivery, newborn, registration, certificate, replacement, referral, annualReport, criticalReferral, retention, diagnosisReferral] as const satisfies readonly RecordDefinition[]
