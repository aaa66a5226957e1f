// Notes what is heard and what is shown meanwhile, frame by frame, until the answer is over.
(device) =>
  new Promise((seen) => {
    const samples = [];
    const numbers = {
      "Echo Dot": () => [document.querySelector(".told .count")],
      "Echo Show 10": () => [...document.querySelectorAll(".viewhost *")].filter((each) => isNumber(each) && isSeen(each)),
    }[device];
    const size = {
      "Echo Dot": () => Number(document.querySelector(".dot .breathing").style.getPropertyValue("--size")),
      "Echo Show 10": () => document.querySelector(".viewhost svg")?.getBoundingClientRect().width ?? 0,
    }[device];
    const isNumber = (element) => !element.firstElementChild && /^\s*\d+\s*$/.test(element.textContent);
    const isSeen = (element) => element.checkVisibility({ opacityProperty: true });
    const look = () => {
      const sound = sounds.find((each) => !each.paused);
      if (sound) {
        samples.push({
          heard: sound.currentTime,
          breath: Number(numbers()[0]?.textContent.match(/\d+/) ?? 0),
          phase: document.querySelector(".dot .phase").textContent,
          size: size(),
          words: document.querySelector(".stage .words").textContent,
        });
      }
      if (document.body.dataset.state === "listening") seen(samples);
      else requestAnimationFrame(look);
    };
    look();
  })
