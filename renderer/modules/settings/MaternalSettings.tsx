import { Tabs } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { PELVIC_CONSENT_KIND } from '../../../domain/code/pelvic-care.ts'
import { CONSENT_KIND } from '../../../domain/code/prenatal.ts'
import { MATERNAL_CHART_RULES } from '../../../domain/rule/maternal/chart-bands.ts'
import { FERTILITY_RULES } from '../../../domain/rule/fertility/fertility-rules.ts'
import { MATERNAL_RULES } from '../../../domain/rule/maternal/maternal-rules.ts'
import { WOMEN_RULES } from '../../../domain/rule/maternal/women-rules.ts'
import { PELVIC_RULES } from '../../../domain/rule/pelvic/pelvic-rules.ts'
import { PRENATAL_RULES } from '../../../domain/rule/prenatal/prenatal-rules.ts'
import { VITAL_RULES } from '../../../domain/rule/vital/vital-rules.ts'
import { t } from '../../app/i18n.ts'
import { InfectionSettings } from './InfectionAccessSettings.tsx'
import { HomeExerciseSettings } from './HomeExerciseSettings.tsx'
import { ConsentTextsSettings } from './ConsentTextsSettings.tsx'
import { NumberRulesSettings } from './NumberRulesSettings.tsx'
import { PrenatalWindowsSettings } from './PrenatalWindowsSettings.tsx'
import { ReportFormatsSettings } from './ReportFormatsSettings.tsx'
import { ResultMappingsSettings } from './ResultMappingsSettings.tsx'
import { RiskCriteriaSettings } from './RiskCriteriaSettings.tsx'
import { SelfAssessmentSettings } from './SelfAssessmentSettings.tsx'
import { WorkCalendarSettings } from './WorkCalendarSettings.tsx'

/** A part of the settings of women's care, at an address of its own. */
type Part = { readonly key: string; name(): string; body(): ReactNode }

const PARTS: readonly Part[] = [
  { key: 'maternalRules', name: () => t('settings.maternalNumbers', '期限与界值'), body: () => <NumberRulesSettings settingKey="maternalRules" prefix="maternalRule" rules={MATERNAL_RULES} note={t('maternalRules.note', '孕期改期界值、随访孕周、期限与评分。标“未核实”的数值没有读到原文,请产科医生核对后使用;修改留有记录。')} /> },
  { key: 'maternalChartRules', name: () => t('settings.maternalCharts', '图表参考'), body: () => <NumberRulesSettings settingKey="maternalChartRules" prefix="maternalChartRule" rules={MATERNAL_CHART_RULES} note={t('maternalChartRules.note', '孕期图表的参考带与提示线,只供看图,不作诊断。数值都没有读到原文,请产科医生核对后使用;修改留有记录。')} /> },
  { key: 'riskCriteria', name: () => t('settings.riskTab', '风险标准'), body: () => <RiskCriteriaSettings /> },
  { key: 'prenatalRules', name: () => t('settings.prenatal', '产前筛查'), body: () => <NumberRulesSettings settingKey="prenatalRules" prefix="prenatalRule" rules={PRENATAL_RULES} note={t('prenatalRules.note', '产前筛查的界值、年龄、期限与通报档次。界值以签约实验室为准;标“未核实”的数值没有读到原文,请核对后使用;修改留有记录。')} /> },
  { key: 'prenatalWindows', name: () => t('settings.prenatalWindowsShort', '筛查窗口'), body: () => <PrenatalWindowsSettings /> },
  { key: 'prenatalConsentTexts', name: () => t('settings.consentTextsShort', '同意书文本'), body: () => <ConsentTextsSettings settingKey="prenatalConsentTexts" kinds={CONSENT_KIND} note={t('consentTexts.note', '程序自带的文字没有依据规范原文,请换成本院审定的文本。签署过的版本不能改:写一个新版本,保存后新的签署用新文字,按旧版签署而还没有采血的须重签。')} /> },
  { key: 'prenatalResultMappings', name: () => t('settings.resultMappingsShort', '结果文件格式'), body: () => <ResultMappingsSettings /> },
  { key: 'womenRules', name: () => t('settings.womenNumbers', '两癌、更年期、青少年'), body: () => <NumberRulesSettings settingKey="womenRules" prefix="womenRule" rules={WOMEN_RULES} note={t('womenRules.note', '两癌筛查的年龄、间隔和追踪期限,更年期和青少年保健的年龄与随访间隔。标“未核实”的数值没有读到原文,请按本地方案核对后使用;修改留有记录。')} /> },
  { key: 'fertilityRules', name: () => t('settings.fertility', '婚检·孕前·叶酸'), body: () => <NumberRulesSettings settingKey="fertilityRules" prefix="fertilityRule" rules={FERTILITY_RULES} note={t('fertilityRules.note', '婚前医学检查、孕前优生和叶酸的期限、剂量与目标。标“未核实”的数值没有读到原文,请核对后使用;修改留有记录。')} /> },
  { key: 'infectionRules', name: () => t('settings.infection', '艾梅乙'), body: () => <InfectionSettings /> },
  { key: 'vitalRules', name: () => t('settings.vital', '报告卡'), body: () => <NumberRulesSettings settingKey="vitalRules" prefix="vitalRule" rules={VITAL_RULES} note={t('vitalRules.note', '报告、调查和报送期限。标“未核实”的数值没有读到原文,请核对后使用;修改留有记录。')} /> },
  { key: 'pelvicRules', name: () => t('settings.pelvic', '盆底专科'), body: () => <NumberRulesSettings settingKey="pelvicRules" prefix="pelvicRule" rules={PELVIC_RULES} note={t('pelvicRules.note', '盆底专科的分度、肌电参考值、分级界值与期限。标“未核实”的数值没有读到原文,请核对后使用;仪器自己的参考值在“治疗室与治疗仪”中填写。修改留有记录,只影响以后的评估。')} /> },
  { key: 'pelvicConsentTexts', name: () => t('settings.pelvicConsents', '盆底同意书'), body: () => <ConsentTextsSettings settingKey="pelvicConsentTexts" kinds={PELVIC_CONSENT_KIND} note={t('pelvicConsentTexts.note', '程序自带的文字没有依据规范原文,请换成本院审定的文本。签署过的版本不能改:写一个新版本,保存后新的签署用新文字,以前的签署仍按当时的文字。')} /> },
  { key: 'pelvicHomeExercise', name: () => t('settings.homeExercise', '居家训练'), body: () => <HomeExerciseSettings /> },
  { key: 'pelvicReportFormats', name: () => t('settings.reportFormats', '盆底报告格式'), body: () => <ReportFormatsSettings /> },
  { key: 'pelvicSelfAssessment', name: () => t('pelvicSelf.title', '建设自评'), body: () => <SelfAssessmentSettings /> },
  { key: 'workCalendar', name: () => t('settings.workCalendar', '工作日历'), body: () => <WorkCalendarSettings /> },
]
/** Whether an address of the settings belongs to the care of women. */
export const isMaternalPart = (tab: string): boolean => PARTS.some(({ key }) => key === tab)

/** The care of women: its parts stand one below the other, since there are more than fit beside each other. */
export function MaternalSettings({ part }: { part: string }) {
  const navigate = useNavigate()
  return (
    <Tabs
      tabPlacement="start" size="small" destroyOnHidden aria-label={t('settings.maternalCare', '孕产保健')} activeKey={isMaternalPart(part) ? part : PARTS[0]?.key ?? ''} onChange={key => void navigate(`/settings/${key}`)}
      items={PARTS.map(({ key, name, body }) => ({ key, label: name(), children: body() }))}
    />
  )
}
