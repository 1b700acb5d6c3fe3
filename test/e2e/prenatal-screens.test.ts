import { expect, test } from '@playwright/test'
import { tourPrenatal } from '../support/prenatal-tour.ts'
import { faultsInPractice } from './pages/screen-reading.ts'

const PERSONS = 60

test('every screen of prenatal screening in both languages: whole sentences, nothing cut, nothing serious for who cannot see or use a mouse, nobody told the sex of a fetus', async () => {
  const { faults, seen, dated } = await faultsInPractice(PERSONS, tourPrenatal, { born: [] })
  expect(seen.length).toBeGreaterThan(45)
  expect(faults).toEqual([])
  expect([
    ...['closing', 'send', 'transit', 'rejected', 'unmatched', 'recall'].map(list => `prenatal-list-${list}`), 'prenatal-tab', 'prenatal-consent-new', 'prenatal-request', 'prenatal-sample', 'prenatal-handover', 'prenatal-result-serum', 'prenatal-files', 'prenatal-recall',
    'prenatal-counselling', 'prenatal-diagnosis', 'prenatal-outcome', 'prenatal-bulletin-women', ...['consent', 'consentForm', 'request', 'label', 'result', 'recall'].map(what => `prenatal-print-${what}`),
  ].filter(screen => !dated.includes(screen))).toEqual([])
})
