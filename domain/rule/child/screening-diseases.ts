import { z } from 'zod'
import { METABOLIC_DISEASE_GROUP, NEWBORN_SCREENING_ITEM } from '../../code/child-screening.ts'
import { message } from '../../message/message.ts'
import { faultIf, says } from '../../settings/said.ts'

/** One disease of the hospital's heel prick panel. */
const ScreeningDiseaseSchema = z.strictObject({
  /** Short name kept in results: never changed once used. */
  code: z.string().regex(/^[A-Za-z0-9-]{1,16}$/),
  name: z.string().trim().min(1).max(40),
  group: z.enum(METABOLIC_DISEASE_GROUP.values),
  /** Markers as the laboratory writes them, free text. */
  markers: z.string().trim().max(100),
  /** CV04.50.008; what the table does not know is 9 其他. */
  nationalCode: z.enum(NEWBORN_SCREENING_ITEM.values),
  /** Ordered with a new sample; a disease that is no longer tested stays for the samples that were. */
  active: z.boolean(),
})
export type ScreeningDisease = z.infer<typeof ScreeningDiseaseSchema>

/**
 * The diseases a hospital screens for. Tandem MS panels are regional and their national list was not found, so the
 * dictionary begins with the four of the note and the hospital adds its own (§10.1).
 */
export const ScreeningDiseasesSchema = z.strictObject({ diseases: z.array(ScreeningDiseaseSchema).max(120) })
  .superRefine(says(({ diseases }) => diseases.flatMap(({ code, name }, at) => [
    ...faultIf(diseases.findIndex(one => one.code === code) < at, message('screeningDiseases.codeTwice', '病种代码“{{code}}”重复,请改成另一个代码', { code }), 'diseases', at, 'code'),
    ...faultIf(diseases.findIndex(one => one.name === name) < at, message('screeningDiseases.nameTwice', '病种名称“{{name}}”重复,请改名', { name }), 'diseases', at, 'name'),
  ])))
export type ScreeningDiseases = z.infer<typeof ScreeningDiseasesSchema>

/** What a new hospital starts with (§10.1): CH and PKU nationally, CAH and G6PD as most provinces add. */
export const DEFAULT_SCREENING_DISEASES: ScreeningDiseases = {
  diseases: [
    { code: 'CH', name: '先天性甲状腺功能减低症', group: 'other', markers: 'TSH', nationalCode: '1', active: true },
    { code: 'PKU', name: '苯丙酮尿症', group: 'aminoAcid', markers: 'Phe', nationalCode: '2', active: true },
    { code: 'CAH', name: '先天性肾上腺皮质增生症', group: 'other', markers: '17-OHP', nationalCode: '4', active: true },
    { code: 'G6PD', name: '6-磷酸葡萄糖脱氢酶缺乏症', group: 'other', markers: 'G6PD', nationalCode: '3', active: true },
  ],
}

/** Several diseases as one text in the dictionary's order, as a sample keeps what was ordered. */
export const orderedDiseases = ({ diseases }: ScreeningDiseases): string => diseases.filter(({ active }) => active).map(({ code }) => code).join(',')

/** The disease codes of such a text. */
export const diseaseCodes = (text: string | null): string[] => text ? text.split(',').map(code => code.trim()).filter(Boolean) : []
