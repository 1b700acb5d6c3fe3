import { App, Segmented } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { PRENATAL_LIST, type PrenatalList } from '../../../domain/code/prenatal-record.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useCall } from '../../api/useCall.ts'
import { countText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { codeText, FormArea, LabelledInput, Page, Panel, PersonSearch, TextInput, useAddressFilters, useScanner, useShortcut } from '../../kit/index.ts'
import { tabOf } from './screening.ts'
import { WorkList } from './WorkList.tsx'
import './prenatal.css'

/** 产前筛查 by what has to be done; a scanned tube or request opens at once. */
export default function PrenatalPage() {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const { params, offset, change } = useAddressFilters()
  const list: PrenatalList = PRENATAL_LIST.values.find(one => one === params.get('list')) ?? 'consent'
  const counts = useCall('prenatal.counts', null).data
  const [number, setNumber] = useState<string | null>(null)
  async function ask<T>(question: () => Promise<T>): Promise<T | undefined> {
    try { return await question() } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
      return undefined
    }
  }
  async function find(typed: string): Promise<void> {
    if (typed.trim() === '') return
    const found = await ask(() => call('prenatal.find', { number: typed.trim() }))
    if (found) void navigate(found.sampleId ? `/prenatal/${found.pregnancyId}/samples/${found.sampleId}` : `/prenatal/${found.pregnancyId}/requests/${found.requestId}`)
    else if (found === null) void message.warning(t('prenatalScreen.notFound', '没有条形码或申请单号为 {{number}} 的记录,请核对', { number: typed.trim() }))
  }
  async function openWoman(womanId: string): Promise<void> {
    const found = await ask(() => call('prenatal.of', { womanId }))
    if (found?.pregnancyId) void navigate(tabOf(found.pregnancyId))
    else if (found) { void message.info(t('prenatalScreen.noPregnancy', '她还没有孕产妇登记,请先建册')); void navigate(`/people/${womanId}`) }
  }
  // Everything that is no certificate and no identity number is a tube or a request here.
  useScanner(text => void find(text), text => (/^[0-9A-Za-z-]{1,40}$/.test(text) && !/^\d{17}[\dXx]$/.test(text) ? 'take' : 'leave'))
  const turn = (step: number) => (): void => change({ list: PRENATAL_LIST.values[(PRENATAL_LIST.values.indexOf(list) + step + PRENATAL_LIST.values.length) % PRENATAL_LIST.values.length] ?? null })
  useShortcut(['Alt+PageDown'], turn(1))
  useShortcut(['Alt+PageUp'], turn(-1))
  return (
    <Page
      title={t('menu.prenatal', '产前筛查')}
      actions={[
        { key: 'next', label: t('eyeScreen.nextList', '下一名单'), shortcut: 'F6', run: turn(1) },
        { key: 'pregnancies', label: t('prenatalScreen.pregnancies', '在册孕妇'), shortcut: 'F7', run: () => void navigate('/pregnancies') },
        { key: 'files', label: t('prenatalFiles.short', '结果文件'), shortcut: 'F9', run: () => void navigate('/prenatal/files') },
        { key: 'bulletin', label: t('prenatalBulletin.short', '月通报'), shortcut: 'F10', run: () => void navigate('/prenatal/bulletin') },
        { key: 'figures', label: t('prenatalFigures.short', '指标'), run: () => void navigate('/prenatal/figures') },
      ]}
    >
      <Panel>
        <FormArea>
          <div className="prenatal-find">
            <LabelledInput id="prenatal-search" label={t('prenatalScreen.findWoman', '查找孕妇')}><PersonSearch id="prenatal-search" autoFocus onChoose={hit => void openWoman(hit.id)} placeholder={t('prenatalScreen.search', '孕妇姓名、拼音首字母、证件号、手册号、电话')} /></LabelledInput>
            <LabelledInput id="prenatal-number" label={t('prenatalScreen.byNumber', '条形码或申请单号(也可直接扫描)')}>
              <div data-enter="own" onKeyDown={event => { if (event.key === 'Enter') { event.preventDefault(); event.stopPropagation(); void find(number ?? '') } }}><TextInput id="prenatal-number" value={number} onChange={setNumber} /></div>
            </LabelledInput>
          </div>
        </FormArea>
      </Panel>
      <Panel>
        <div className="prenatal-views">
          <Segmented<PrenatalList>
            aria-label={t('prenatalScreen.lists', '工作清单')} value={list} onChange={next => change({ list: next })}
            options={PRENATAL_LIST.values.map(key => {
              const count = counts?.find(one => one.list === key)
              return { value: key, label: <>{codeText(PRENATAL_LIST, key)} {count ? <b className={count.overdue > 0 ? 'issue is-block' : ''}>{countText(count.total)}</b> : null}</> }
            })}
          />
        </div>
        <WorkList key={list} list={list} offset={offset} onPage={next => change({ offset: next ? String(next) : null })} />
      </Panel>
    </Page>
  )
}
