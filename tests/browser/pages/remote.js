// What a page of documentation writes to steer its diagram and to follow it.

const frame = document.querySelector("iframe");
const output = document.querySelector("output");

window.say = (message) => frame.contentWindow.postMessage({ sightline: message }, "*");
window.heard = [];

window.addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow || !event.data.sightline) return;
  const told = event.data.sightline;
  window.heard.push(told);
  output.textContent = `${told.event} of ${told.events}: ${told.outcome}`;
});

for (const button of document.querySelectorAll("[data-say]"))
  button.addEventListener("click", () => window.say(button.dataset.say));
