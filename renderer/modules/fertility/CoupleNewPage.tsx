import { Alert, Button } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { FieldGrid, FormArea, LabelledInput, Page, Panel, PersonInput, RadioInput, useShortcut } from '../../kit/index.ts'
import { registerAddress } from './registering.ts'

type Examines = 'both' | 'man' | 'woman'
type Chosen = { man: string | null; woman: string | null; examines: Examines }

/** Enters a couple: each is found or registered (the other one stays chosen), then who of them is examined here. */
export default function CoupleNewPage() {
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const man = params.get('man')
  const woman = params.get('woman')
  const examines = (['both', 'man', 'woman'] as const).find(one => one === params.get('examines')) ?? 'both'
  const register = useWrite('fertility.premarital.register')
  // Half a couple may be known already: who is waiting for a partner.
  const known = useCall('fertility.of', { personId: man ?? woman ?? '' }, { enabled: man !== null || woman !== null }).data?.coupleNumber ?? null
  const change = (next: Partial<Chosen>): void => setParams(before => {
    const changed = new URLSearchParams(before)
    for (const [name, value] of Object.entries(next)) if (value) changed.set(name, value); else changed.delete(name)
    return changed
  }, { replace: true })
  const isReady = man !== null && woman !== null
  async function save(): Promise<void> {
    if (!isReady || register.busy) return
    const saved = await register.run({ manId: man, womanId: woman, examines })
    if (saved) void navigate(`/premarital/${saved.coupleNumber}`, { replace: true })
  }
  const newPerson = (side: 'man' | 'woman', typed: string): void => {
    const rest = new URLSearchParams(params)
    rest.delete(side)
    void navigate(registerAddress(typed, side === 'man' ? '1' : '2', `/premarital/new?${[rest.toString(), `${side}={person}`].filter(Boolean).join('&')}`))
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void save())
  useShortcut(['Escape'], () => void navigate('/women?tab=premarital'))
  const side = (name: 'man' | 'woman', label: string, value: string | null) => (
    <LabelledInput id={`premarital-${name}`} label={label} span={6}>
      <PersonInput id={`premarital-${name}`} value={value} required autoFocus={name === (man === null ? 'man' : 'woman')} onChange={id => change({ [name]: id })} onCreate={typed => newPerson(name, typed)} />
    </LabelledInput>
  )
  return (
    <Page title={t('premaritalScreen.new', '登记婚前医学检查')} back="/women?tab=premarital">
      <Panel>
        <FormArea>
          {known ? <Alert className="form-alert" type="info" showIcon title={t('premaritalScreen.known', '所选人员已有婚检登记 {{number}}', { number: known })} action={<Button size="small" onClick={() => void navigate(`/premarital/${known}`)}>{t('premaritalScreen.openKnown', '打开那一次')}</Button>} /> : null}
          <FieldGrid>
            {side('man', t('premaritalScreen.man', '男方'), man)}
            {side('woman', t('premaritalScreen.woman', '女方'), woman)}
            <LabelledInput id="premarital-examines" label={t('premaritalScreen.examines', '在本院受检')} span={6}>
              <RadioInput id="premarital-examines" required value={examines} onChange={next => change({ examines: (next ?? 'both') as Examines })} choices={[{ value: 'both', label: t('premaritalScreen.both', '双方') }, { value: 'man', label: t('premaritalScreen.onlyMan', '仅男方') }, { value: 'woman', label: t('premaritalScreen.onlyWoman', '仅女方') }]} />
            </LabelledInput>
          </FieldGrid>
          <div className="form-buttons"><Button type="primary" data-save loading={register.busy} disabled={!isReady} onClick={() => void save()}>{t('premaritalScreen.register', '登记')} <kbd>F2</kbd></Button></div>
        </FormArea>
      </Panel>
    </Page>
  )
}
