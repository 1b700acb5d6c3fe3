import { Segmented } from 'antd'
import { useNavigate } from 'react-router'
import { MATERNAL_RULES } from '../../../domain/rule/maternal/maternal-rules.ts'
import { PRENATAL_RULES } from '../../../domain/rule/prenatal/prenatal-rules.ts'
import { t } from '../../app/i18n.ts'
import { ConsentTextsSettings } from './ConsentTextsSettings.tsx'
import { NumberRulesSettings } from './NumberRulesSettings.tsx'
import { PrenatalWindowsSettings } from './PrenatalWindowsSettings.tsx'
import { ResultMappingsSettings } from './ResultMappingsSettings.tsx'
import { RiskCriteriaSettings } from './RiskCriteriaSettings.tsx'
import { WorkCalendarSettings } from './WorkCalendarSettings.tsx'

const PARTS = ['maternalRules', 'riskCriteria', 'prenatalRules', 'prenatalWindows', 'workCalendar', 'prenatalConsentTexts', 'prenatalResultMappings'] as const
type Part = (typeof PARTS)[number]
/** Whether an address of the settings belongs to the care of women. */
export const isMaternalPart = (tab: string): tab is Part => (PARTS as readonly string[]).includes(tab)

/** The care of women in parts with an address each: numbers of pregnancy, the table of risk criteria; numbers, windows, working days, consents and file formats of prenatal screening. */
export function MaternalSettings({ part }: { part: string }) {
  const navigate = useNavigate()
  const names: Record<Part, string> = { maternalRules: t('settings.maternalNumbers', '期限与界值'), riskCriteria: t('settings.riskTab', '风险标准'), prenatalRules: t('settings.prenatal', '产前筛查'), prenatalWindows: t('settings.prenatalWindowsShort', '筛查窗口'), workCalendar: t('settings.workCalendar', '工作日历'), prenatalConsentTexts: t('settings.consentTextsShort', '同意书文本'), prenatalResultMappings: t('settings.resultMappingsShort', '结果文件格式') }
  return (
    <>
      <div className="filters"><Segmented<Part> aria-label={t('settings.maternalCare', '孕产保健')} value={isMaternalPart(part) ? part : 'maternalRules'} onChange={next => void navigate(`/settings/${next}`)} options={PARTS.map(value => ({ value, label: names[value] }))} /></div>
      {part === 'riskCriteria' ? <RiskCriteriaSettings /> : part === 'prenatalWindows' ? <PrenatalWindowsSettings /> : part === 'workCalendar' ? <WorkCalendarSettings /> : part === 'prenatalConsentTexts' ? <ConsentTextsSettings /> : part === 'prenatalResultMappings' ? <ResultMappingsSettings /> : part === 'prenatalRules'
        ? <NumberRulesSettings key={part} settingKey="prenatalRules" prefix="prenatalRule" rules={PRENATAL_RULES} note={t('prenatalRules.note', '产前筛查的界值、年龄、期限与通报档次。界值以签约实验室为准;标“未核实”的数值没有读到原文,请核对后使用;修改留有记录。')} />
        : <NumberRulesSettings key={part} settingKey="maternalRules" prefix="maternalRule" rules={MATERNAL_RULES} note={t('maternalRules.note', '孕期改期界值、随访孕周、期限与评分。标“未核实”的数值没有读到原文,请产科医生核对后使用;修改留有记录。')} />}
    </>
  )
}
