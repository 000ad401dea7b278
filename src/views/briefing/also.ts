/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  briefing: 'brief meeting print paper pdf report tasking chief ttcg',
  slide: 'powerpoint pptx presentation meeting deck picture',
  public: 'publish website press residents community newsletter social media anonymous',
}
