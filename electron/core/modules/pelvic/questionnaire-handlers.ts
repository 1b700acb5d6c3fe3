import { AppError } from '../../../../domain/api/result.ts'
import { PELVIC_QUESTIONNAIRE } from '../../../../domain/code/pelvic.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { pelvicAssessment } from '../../../../domain/modules/pelvic/assessment.record.ts'
import { pelvicQuestionnaire } from '../../../../domain/modules/pelvic/questionnaire.record.ts'
import { offeredQuestionnaires, questionnaireFound, questionnaireIssues } from '../../../../domain/modules/pelvic/questionnaire-found.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import type { WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { findRow, getRow, saveRow, type SaveRequest, voidRow } from '../../record/store.ts'
import { openFileOf } from './head.ts'
import { questionnairesOf } from './measured.ts'

async function saveQuestionnaire(context: WriteContext, input: SaveRequest<typeof pelvicQuestionnaire>): Promise<{ id: string; rev: number }> {
  const { db } = context
  const row = tidyRow(pelvicQuestionnaire, input.row)
  const { fileId, assessmentId, questionnaire } = row
  if (!fileId || !assessmentId || !questionnaire) return saveRow(context, pelvicQuestionnaire, { ...input, row })
  await openFileOf(db, fileId)
  const assessment = await getRow(db, pelvicAssessment, assessmentId)
  const old = input.id === undefined ? undefined : await findRow(db, pelvicQuestionnaire, input.id)
  const { iciqLicensed } = await context.setting('pelvicRules')
  const issues: FieldIssue[] = []
  if (assessment.fileId !== fileId || assessment.voidedAt !== null) issues.push(block('assessmentId', message('pelvicQuestionnaire.otherFile', '这次评估不属于该档案或已作废,请从评估中填写量表')))
  if (old && (old.questionnaire !== questionnaire || old.assessmentId !== assessmentId)) throw new AppError('invalid', [block('questionnaire', message('pelvicQuestionnaire.fixed', '已保存的量表不能改成另一份;填错了请作废后重新填写'))])
  if ((await questionnairesOf(db, fileId, assessmentId)).some(one => one.questionnaire === questionnaire && one.id !== (old?.id ?? input.id))) issues.push(block('questionnaire', message('pelvicQuestionnaire.twice', '这次评估已填过 {{name}},请打开原记录修改', { name: PELVIC_QUESTIONNAIRE.label(questionnaire) })))
  if (!offeredQuestionnaires(iciqLicensed === 1).includes(questionnaire)) issues.push(block('questionnaire', message('pelvicQuestionnaire.licence', '{{name}} 需要版权授权;已获授权的请在“盆底专科规则”中打开', { name: PELVIC_QUESTIONNAIRE.label(questionnaire) })))
  return saveRow(context, pelvicQuestionnaire, { ...input, row: { ...row, ...questionnaireFound({ ...row, questionnaire }).columns }, moreIssues: [...issues, ...questionnaireIssues({ ...row, questionnaire })] })
}

/** Calls of 盆底量表. */
export const pelvicQuestionnaireHandlers = {
  'pelvic.questionnaire.void': async (input, context) => {
    await openFileOf(context.db, (await getRow(context.db, pelvicQuestionnaire, input.id)).fileId)
    return voidRow(context, pelvicQuestionnaire, input)
  },
  'pelvic.questionnaire.save': (input, context) => saveQuestionnaire(context, input as SaveRequest<typeof pelvicQuestionnaire>),
} satisfies Partial<Handlers>
