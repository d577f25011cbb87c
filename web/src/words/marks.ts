import { speech } from '.'

/** What stands between words: between those of a list, before what a word is about, around what is said aside. */
export const useMarks = speech({
  and: ['、', '、', ', '],
  is: ['：', '：', ': '],
  aside: ['（{{what}}）', '（{{what}}）', ' ({{what}})'],
})
