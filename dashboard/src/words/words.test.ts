import { describe, expect, it } from 'vitest'
import { en } from '@/words/en'
import { es } from '@/words/es'
import { pa } from '@/words/pa'

type Tree = { readonly [key: string]: string | Tree }

const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`)))
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

describe.each([
  ['Spanish', es],
  ['Punjabi', pa],
])('words in %s', (_, words) => {
  const english = leaves(en)
  const other = new Map(leaves(words))

  it('are all there, and no others', () => {
    expect([...other.keys()].sort()).toEqual(english.map(([key]) => key).sort())
    expect([...other.values()].filter((text) => !text.trim())).toEqual([])
  })

  it('leave the same blanks to be filled in', () => {
    for (const [key, text] of english) expect([key, blanks(other.get(key) ?? '')]).toEqual([key, blanks(text)])
  })
})

it('Punjabi is written in Gurmukhi', () => {
  const latin = leaves(pa).filter(([, text]) => !/[\u0a00-\u0a7f]/.test(text) && /[a-z]{3}/i.test(text.replace(/\{\{.*?\}\}/g, '')))
  expect(latin).toEqual([])
})
