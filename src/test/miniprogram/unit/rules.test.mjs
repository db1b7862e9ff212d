import test from 'node:test'
import assert from 'node:assert/strict'
import { phone } from './load.mjs'

const { idFault, phoneFault, unitOfCode, nameFault, plainNumber } = phone().load('utils/checks')
const { questions, nextOf, backOf, firstOpen, screenOf, body } = phone().load('utils/journey')
const { start } = phone().load('utils/papers')
const { day, dayAndTime, grouped } = phone().load('utils/words')

test('an ID number is counted and its last figure checked, however it was typed', () => {
  assert.equal(idFault('11010519491231002X'), '')
  assert.equal(idFault('１１０１０５ 19491231-002x'), '')
  assert.equal(idFault('110105194912310021'), 'idWrong')
  assert.equal(idFault('1101051949123100'), 'idLength')
  assert.equal(idFault('11010519491231002X41'), '')
  assert.equal(idFault(''), 'idMissing')
})

test('a phone number says what is wrong with it', () => {
  for (const good of ['13804791234', '138 0479 1234', '+8613804791234', '0482-6121234']) assert.equal(phoneFault(good), '')
  assert.equal(phoneFault('1380479123'), 'phoneShort')
  assert.equal(phoneFault('138047912345'), 'phoneLong')
  assert.equal(phoneFault(''), 'phoneMissing')
  assert.equal(plainNumber('１３８'), '138')
})

test('a name may be Mongolian and needs two characters', () => {
  assert.equal(nameFault('乌云·其其格'), '')
  assert.equal(nameFault(' 王 '), 'nameMissing')
})

test('a village code is read in every form ever printed, and a mangled one is not', () => {
  const sum = [...'152223107208'].reduce((total, digit, i) => total + (i + 1) * digit, 0)
  const code = '152223107208' + '23456789ABCDEFGHJKLMNPQRSTVWXYZ'[sum % 31]
  for (const form of [code, 'v=' + code, 'v%3D' + code, 'https://a.example/v/' + code, '152223107208']) assert.equal(unitOfCode(form), '152223107208', form)
  for (const bad of ['152223107280' + code[12], 'https://a.example/v/152223107208', 'https://a.example/x', '', '15222310720', 'v=152223107208']) assert.equal(unitOfCode(bad), '', bad)
})

test('for oneself there are fewer questions than for somebody else', () => {
  assert.ok(!questions({ who: 'SELF' }).includes('me'))
  assert.deepEqual(questions({ who: 'OTHER' }).slice(0, 6), ['who', 'kind', 'name', 'phone', 'id', 'me'])
})

test('every screen leads on to the check and back to the first', () => {
  const a = { ...start().answers, who: 'OTHER' }
  let at = 'who'
  for (let i = 0; at !== 'consent'; i++) { at = nextOf(at, a); assert.ok(i < 20) }
  for (let i = 0; at; i++) { at = backOf(at, a); assert.ok(i < 20) }
  assert.equal(backOf('villages', a), 'towns')
  assert.equal(nextOf('type', a), 'risk')
})

test('an unanswered question is found again', () => {
  const a = { ...start().answers, who: 'SELF', name: '王秀兰', noPhone: true, idAbsent: 'NOT_AT_HAND', unitUnknown: true, riskMain: 'ILLNESS', urgentKind: 'NONE' }
  assert.equal(firstOpen(a), 'story')
  assert.equal(firstOpen({ ...a, story: '住院了' }), 'check')
})

test('what the server complains about leads to the screen that asks it', () => {
  for (const [pointer, screen] of [['/subject/idNo', 'id'], ['/hukouUnit', 'place'], ['/reporter/phone', 'me'], ['/hardshipText', 'story'], ['/consents/privacy', 'consent']]) assert.equal(screenOf(pointer), screen)
})

test('only what was answered is sent', () => {
  const paper = start()
  Object.assign(paper.answers, { who: 'SELF', name: ' 王秀兰 ', noPhone: true, idAbsent: 'NOT_AT_HAND', unitUnknown: true, riskMain: 'ILLNESS', story: '住院', urgentKind: 'NONE' })
  const consents = ['privacy', 'sensitive', 'truth'].map(kind => ({ kind, version: '2026-11', text: '' }))
  assert.deepEqual(body(paper, { consents }), {
    reporterKind: 'SELF', subject: { name: '王秀兰', noPhone: true, idAbsentReason: 'NOT_AT_HAND' }, unitUnknown: true, riskMain: 'ILLNESS',
    hardshipText: '住院', urgent: false, consents: { privacy: '2026-11', sensitive: '2026-11', truth: '2026-11' },
  })
})

test('days and moments are those of China, whatever the phone says', () => {
  const now = new Date('2026-11-24T00:00:00Z')
  assert.equal(day('2026-12-08', now), '12月8日')
  assert.equal(day('2027-01-02', now), '2027年1月2日')
  assert.equal(dayAndTime('2026-11-23T17:05:00Z', now), '11月24日 01:05')
  assert.equal(grouped('15222326A1B2'), '1522 2326 A1B2')
})
