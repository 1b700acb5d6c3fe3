import { z } from 'zod'
import { NEWBORN_SCREENING_KIND, SCREENING_STEP } from '../code/child-screening.ts'
import { bloodSpot, bloodSpotResult } from '../modules/child/blood-spot.record.ts'
import { eyesAtBirth } from '../modules/child/eyes-at-birth.record.ts'
import { hearingTest } from '../modules/child/hearing-test.record.ts'
import { heartScreening } from '../modules/child/heart-screening.record.ts'
import { screeningClosing } from '../modules/child/screening-closing.record.ts'
import { emptySafeRow, Id, Paging, read, recordApi, storedSchema } from './define-api.ts'

const Text = z.string().nullable()
const Disease = z.strictObject({ code: z.string(), name: z.string(), markers: z.string(), nationalCode: z.string(), active: z.boolean() })

/** Where one chain stands on a day: what comes next, until when, and whether it may end without a result. */
export const ScreeningLineShown = z.strictObject({
  line: z.string(), screening: z.enum(NEWBORN_SCREENING_KIND.values), disease: Text, diseaseName: Text, state: z.string(), step: z.enum(SCREENING_STEP.values).nullable(),
  openedDay: z.string(), dueDay: Text, overdueFrom: Text, closedDay: Text, overdue: z.boolean(), closable: z.boolean(), basis: z.string(), vainAttempts: z.int(),
})

export const ScreeningRow = z.strictObject({
  fileId: z.string(), childName: Text, sex: z.string(), birthDay: Text, motherName: Text, phone: Text, fileState: z.string(), line: z.string(), screening: z.enum(NEWBORN_SCREENING_KIND.values),
  disease: Text, diseaseName: Text, state: z.string(), step: z.enum(SCREENING_STEP.values), openedDay: z.string(), dueDay: Text, overdue: z.boolean(), lastAttemptDay: Text, lastAttempt: Text, attempts: z.int(),
})
/** Open chains of one screening or of all; `missing` are those that were never done (R13, R20, R30, R31, R32). */
export const ScreeningFilter = { kind: z.enum([...NEWBORN_SCREENING_KIND.values, 'missing']).optional(), overdueOnly: z.boolean().optional(), region: z.string().regex(/^\d{6}(\d{3})?$/).optional() }

export const childScreeningApi = {
  ...recordApi(bloodSpot), ...recordApi(bloodSpotResult), ...recordApi(hearingTest), ...recordApi(heartScreening), ...recordApi(eyesAtBirth), ...recordApi(screeningClosing),
  /** All screenings of a child: rows, where each chain stands, and what a new row starts with. */
  'child.screening.open': read({
    need: 'child.read', audited: true, input: z.strictObject({ fileId: Id }),
    output: z.strictObject({
      birthDay: Text, bornAt: Text, alert: z.enum(['none', 'yellow', 'red', 'overdue']), lines: z.array(ScreeningLineShown), diseases: z.array(Disease),
      samples: z.array(storedSchema(bloodSpot)), results: z.array(storedSchema(bloodSpotResult)), hearing: z.array(storedSchema(hearingTest)), heart: z.array(storedSchema(heartScreening)),
      /** The window of the first fundus examination (§8), with postmenstrual ages where the gestation is known; null for a child that needs none. */
      retinopathy: z.strictObject({ firstDay: z.string(), lastDay: z.string(), firstPostmenstrualDays: z.int().nullable(), lastPostmenstrualDays: z.int().nullable(), alternative: z.strictObject({ weeks: z.int(), day: z.string() }).nullable() }).nullable(),
      eyes: z.array(storedSchema(eyesAtBirth)), closings: z.array(storedSchema(screeningClosing)),
      start: z.strictObject({ bloodSpot: emptySafeRow(bloodSpot), result: emptySafeRow(bloodSpotResult), hearing: emptySafeRow(hearingTest), heart: emptySafeRow(heartScreening), eyes: emptySafeRow(eyesAtBirth), closing: emptySafeRow(screeningClosing) }),
    }),
  }),
  'child.screening.list': read({ need: 'child.read', input: z.strictObject({ ...Paging, ...ScreeningFilter }), output: z.strictObject({ total: z.int(), rows: z.array(ScreeningRow) }) }),
  /** How many chains are open, by screening, and how many of all are overdue. */
  'child.screening.counts': read({
    need: 'child.read', input: z.strictObject({ region: ScreeningFilter.region }),
    output: z.strictObject({ bloodSpot: z.int(), hearing: z.int(), heart: z.int(), eyes: z.int(), missing: z.int(), overdue: z.int() }),
  }),
} as const
