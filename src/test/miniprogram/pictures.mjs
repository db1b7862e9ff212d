// node pictures.mjs — draws the pictures of the tiles into pictures.wxss. The shapes are ours; each is one line of SVG on 48 × 48.
import fs from 'node:fs'
import path from 'node:path'

const G = '#14533f', R = '#a3251a', Y = '#e0a100', B = '#1a5fb4', L = '#dfe7e3'
const line = (d, color = G, width = 3.5) => `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`
const area = (d, color = G) => `<path d="${d}" fill="${color}"/>`
const ring = (x, y, r, color = G) => `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${color}" stroke-width="3.5"/>`
const disc = (x, y, r, color = G) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${color}"/>`
const house = line('M6 24 24 8l18 16M11 21v20h26V21')
const person = (x, color = G) => disc(x, 13, 6, color) + area(`M${x - 10} 40c0-11 4-18 10-18s10 7 10 18z`, color)
const handset = color => area('M12 6c2-1 5 0 6 2l3 6c1 2 0 4-2 5l-2 2c2 5 5 8 10 10l2-2c1-2 3-3 5-2l6 3c2 1 3 4 2 6-2 4-5 6-9 6C19 41 7 29 6 14c0-4 2-6 6-8z', color)

export const pictures = {
  ILLNESS: `<rect x="7" y="7" width="34" height="34" rx="8" fill="${R}"/>` + line('M24 15v18M15 24h18', '#fff', 6),
  DISABILITY: disc(19, 8, 5) + line('M19 15v13h11l6 11M19 20h9') + ring(19, 32, 11),
  SCHOOLING: area('M4 18 24 8l20 10-20 10z') + line('M13 23v10c5 5 17 5 22 0V23M41 20v12'),
  DISASTER: area('M14 24a9 9 0 0 1 2-17 11 11 0 0 1 21 3 7 7 0 0 1-2 14z', '#55636b') + line('M14 30l-3 8M24 30l-3 8M34 30l-3 8', B),
  ACCIDENT: area('M8 24l4-9c1-2 2-3 4-3h16c2 0 3 1 4 3l4 9v12H8z') + area('M14 22l3-6h14l3 6z', L) + disc(15, 37, 5, '#1c1c1c') + disc(33, 37, 5, '#1c1c1c') + line('M39 4l-3 5M45 9l-5 2', R),
  SUDDEN_EVENT: area('M24 5 45 42H3z', Y) + line('M24 18v11', '#1c1c1c', 5) + disc(24, 36, 3, '#1c1c1c'),
  BUSINESS_FAILURE: line('M6 6v36h36') + line('M12 14l10 9 6-4 12 15', R) + line('M40 26v8h-8', R),
  JOB_UNSTABLE: `<rect x="5" y="16" width="38" height="25" rx="4" fill="${G}"/>` + line('M17 15V9h14v6') + line('M17 23l14 12M31 23 17 35', '#fff'),
  LABOUR_LACK: person(24, '#8b9791') + line('M8 42 40 6', R, 4),
  HOUSING: house + line('M24 14l-4 8 6 4-5 8 3 7', R),
  WATER: line('M8 14h16a9 9 0 0 1 9 9v3M16 14V7M11 7h10') + area('M33 30c4 6 5 8 5 10a5 5 0 0 1-10 0c0-2 1-4 5-10z', B),
  EPIDEMIC: disc(24, 24, 10) + line('M24 6v6M24 36v6M6 24h6M36 24h6M11 11l5 5M32 32l5 5M37 11l-5 5M16 32l-5 5'),
  OTHER: disc(11, 24, 5) + disc(24, 24, 5) + disc(37, 24, 5),
  URGENT: disc(24, 24, 20, R) + line('M24 12v15', '#fff', 5) + disc(24, 35, 3.4, '#fff'),
  home: house + area('M20 41V29h8v12z'),
  two: person(16) + person(34, '#5c7d70'),
  scan: line('M6 16V6h10M32 6h10v10M42 32v10H32M16 42H6V32M6 24h36') ,
  list: line('M18 11h24M18 24h24M18 37h24') + disc(8, 11, 3.4) + disc(8, 24, 3.4) + disc(8, 37, 3.4),
  pen: line('M8 40l3-11L33 7l8 8-22 22zM28 12l8 8'),
  question: ring(24, 24, 19) + line('M17 19c0-9 14-9 14 0 0 6-7 5-7 11') + disc(24, 36, 2.6),
  calm: ring(24, 24, 19) + line('M14 25l7 7 13-15', G, 4.5),
  photo: `<rect x="4" y="13" width="40" height="28" rx="5" fill="none" stroke="${G}" stroke-width="3.5"/>` + line('M16 12l3-5h10l3 5') + ring(24, 27, 8),
  phone: handset('#ffffff'),
  'phone.dark': handset(G),
  phonebox: `<rect x="12" y="4" width="24" height="40" rx="5" fill="none" stroke="#6b4500" stroke-width="3.5"/>` + line('M21 37h6', '#6b4500') + line('M24 12v14M18 21l6 6 6-6', '#6b4500'),
  send: area('M4 23 44 6 32 42l-9-14z', B) + line('M44 6 23 28', '#fff', 2.5),
  ok: disc(24, 24, 20) + line('M14 25l7 7 13-15', '#fff', 5),
  calendar: `<rect x="6" y="10" width="36" height="32" rx="4" fill="none" stroke="${G}" stroke-width="3.5"/>` + line('M6 20h36M15 5v8M33 5v8') + disc(24, 31, 4),
  arrow: line('M6 24h34M28 11l13 13-13 13', G, 4.5),
  fault: disc(24, 24, 20, R) + line('M16 16l16 16M32 16 16 32', '#fff', 5),
  good: ring(24, 24, 19) + disc(17, 19, 3) + disc(31, 19, 3) + line('M14 29c4 8 16 8 20 0'),
  fair: ring(24, 24, 19, '#6b4500') + disc(17, 19, 3, '#6b4500') + disc(31, 19, 3, '#6b4500') + line('M15 32h18', '#6b4500'),
  bad: ring(24, 24, 19, R) + disc(17, 19, 3, R) + disc(31, 19, 3, R) + line('M14 35c4-8 16-8 20 0', R),
}

export function sheet() {
  const rules = Object.entries(pictures).map(([name, shape]) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">${shape}</svg>`
    return `.pic-${name}{background-image:url("data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}")}`
  })
  return '/* drawn by src/test/miniprogram/pictures.mjs */\n.pic{flex:none;width:32px;height:32px;background-size:contain;background-repeat:no-repeat;background-position:center}\n' + rules.join('\n') + '\n'
}

export const home = path.join(import.meta.dirname, '../../main/miniprogram/pictures.wxss')
if (process.argv[1] === import.meta.filename) fs.writeFileSync(home, sheet())
