// Asked when changes would be lost.
export const leavingTexts = {
  title: { sv: "Lämna utan att spara?", en: "Leave without saving?" },
  text: {
    sv: "Det du har ändrat är inte sparat och går förlorat.",
    en: "What you have changed is not saved and will be lost.",
  },
  leave: { sv: "Lämna", en: "Leave" },
};
