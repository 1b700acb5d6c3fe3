import { Button, Checkbox } from 'antd'
import { METABOLIC_DISEASE_GROUP, NEWBORN_SCREENING_ITEM } from '../../../domain/code/child-screening.ts'
import type { ScreeningDisease } from '../../../domain/rule/child/screening-diseases.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Issues, ListInput, TextInput } from '../../kit/index.ts'
import { SettingForm } from './SettingForm.tsx'
import './screening-diseases.css'

const choices = <T extends string>(table: { readonly list: readonly { readonly code: T }[] } & Parameters<typeof codeText>[0]) => table.list.map(({ code }) => ({ value: code as string, label: codeText(table, code) }))

/** The diseases of the heel prick: panels are regional, so the hospital keeps its own list; what was used stays for its samples. */
export function ScreeningDiseasesSettings() {
  return (
    <SettingForm settingKey="screeningDiseases" note={t('screeningDiseases.note', '串联质谱等病种由各地规定,请按本院实际登记。用过的病种不要删除,不再检测时取消“检测”即可;切值属于实验室,在每个结果上登记。')}>
      {({ value, set, issues }) => {
        const change = (at: number, next: Partial<ScreeningDisease>): void => set({ diseases: value.diseases.map((one, index) => index === at ? { ...one, ...next } : one) })
        const found = value.diseases.flatMap((_, index) => (['code', 'name', 'markers'] as const).flatMap(name => issues(`diseases.${index}.${name}`)))
        return (
          <>
            <table className="screening-diseases">
              <thead><tr>
                <th>{t('screeningDiseases.code', '代码')}</th><th>{t('screeningDiseases.name', '病种名称')}</th><th>{t('screeningDiseases.group', '分组')}</th><th>{t('screeningDiseases.markers', '指标')}</th>
                <th>{t('screeningDiseases.national', '国家代码')}</th><th>{t('screeningDiseases.active', '检测')}</th>
              </tr></thead>
              <tbody>
                {value.diseases.map((disease, index) => (
                  // The place is the row's identity: a code is typed letter by letter.
                  <tr key={index}>
                    <td><TextInput id={`disease-${index}-code`} label={t('screeningDiseases.code', '代码')} value={disease.code} onChange={next => change(index, { code: next ?? '' })} lines={1} /></td>
                    <td><TextInput id={`disease-${index}-name`} label={t('screeningDiseases.name', '病种名称')} value={disease.name} onChange={next => change(index, { name: next ?? '' })} lines={1} /></td>
                    <td><ListInput id={`disease-${index}-group`} label={t('screeningDiseases.group', '分组')} value={disease.group} onChange={next => { if (METABOLIC_DISEASE_GROUP.isCode(next)) change(index, { group: next }) }} choices={choices(METABOLIC_DISEASE_GROUP)} /></td>
                    <td><TextInput id={`disease-${index}-markers`} label={t('screeningDiseases.markers', '指标')} value={disease.markers} onChange={next => change(index, { markers: next ?? '' })} lines={1} /></td>
                    <td><ListInput id={`disease-${index}-national`} label={t('screeningDiseases.national', '国家代码')} value={disease.nationalCode} onChange={next => { if (NEWBORN_SCREENING_ITEM.isCode(next)) change(index, { nationalCode: next }) }} choices={choices(NEWBORN_SCREENING_ITEM)} /></td>
                    <td><Checkbox checked={disease.active} aria-label={t('screeningDiseases.active', '检测')} onChange={event => change(index, { active: event.target.checked })} /></td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Issues issues={found} />
            <Button onClick={() => set({ diseases: [...value.diseases, { code: '', name: '', group: 'other', markers: '', nationalCode: '9', active: true }] })}>{t('screeningDiseases.add', '新增病种')}</Button>
          </>
        )
      }}
    </SettingForm>
  )
}
