import type { TableProps } from 'antd'
import type { ScreeningLine } from '../../../domain/api/women-api.ts'
import { BREAST_CATEGORY, CANCER_NEXT_STEP, CERVICAL_CYTOLOGY, HPV_RESULT } from '../../../domain/code/maternal-care.ts'
import { SCREENING_GAP } from '../../../domain/code/women-care.ts'
import { t } from '../../app/i18n.ts'
import { codeText } from '../../kit/index.ts'

type Columns = NonNullable<TableProps<ScreeningLine>['columns']>

/** What of a screening is still to be examined. */
export const gapsText = (gaps: ScreeningLine['gaps']): string => gaps.map(gap => codeText(SCREENING_GAP, gap)).join(t('replace.between', '、'))
/** What was found of both cancers, in one line. */
export const resultText = ({ hpvResult, cytology, breastCategory }: Pick<ScreeningLine, 'hpvResult' | 'cytology' | 'breastCategory'>): string => [
  hpvResult ? `HPV ${codeText(HPV_RESULT, hpvResult)}` : null, cytology ? codeText(CERVICAL_CYTOLOGY, cytology) : null, breastCategory ? `BI-RADS ${codeText(BREAST_CATEGORY, breastCategory)}` : null,
].filter(Boolean).join(';')

/** The columns of a screening in every list of them. */
export const screeningColumns = (withSteps = true): Columns => [
  { title: t('women.cancerScreening.screeningDay.label', '筛查日期'), width: 104, render: (_, row) => row.screeningDay },
  { title: t('cancerScreen.result', '结果'), ellipsis: true, render: (_, row) => <span title={resultText(row)}>{resultText(row) || '—'}</span> },
  ...(withSteps ? [
    { title: t('women.cancerScreening.cervicalStep.label', '宫颈下一步'), width: 130, render: (_: unknown, row: ScreeningLine) => row.cervicalStep ? codeText(CANCER_NEXT_STEP, row.cervicalStep) : '—' },
    { title: t('women.cancerScreening.breastStep.label', '乳腺下一步'), width: 130, render: (_: unknown, row: ScreeningLine) => row.breastStep ? codeText(CANCER_NEXT_STEP, row.breastStep) : '—' },
  ] : []),
]
