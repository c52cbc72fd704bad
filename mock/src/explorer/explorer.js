// Starts Swagger UI on the documents of this server, and on nothing else.
"use strict";

(() => {
  const place = document.getElementById("explorer");
  const settings = JSON.parse(place.dataset.settings);
  const title = document.title;

  // Swagger UI itself filters by tag; here by all that tells an operation.
  const search = () => ({
    fn: {
      opsFilter: (groups, phrase) => {
        const words = phrase.toLowerCase().split(/\s+/);
        const fits = (found) => {
          const operation = found.get("operation");
          const texts = ["operationId", "summary", "description"].map((key) => operation.get(key));
          const text = [found.get("method"), found.get("path"), ...texts].join(" ").toLowerCase();
          return words.every((word) => text.includes(word));
        };
        return groups
          .map((group) => group.update("operations", (all) => all.filter(fits)))
          .filter((group) => group.get("operations").size > 0);
      },
    },
  });

  window.ui = SwaggerUIBundle({
    dom_id: "#explorer",
    urls: settings.documents,
    layout: "StandaloneLayout",
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    plugins: [search],
    deepLinking: true,
    displayOperationId: true,
    displayRequestDuration: true,
    filter: true,
    showExtensions: true,
    showCommonExtensions: true,
    defaultModelsExpandDepth: 0,
    defaultModelExpandDepth: 3,
    // Nothing is looked at elsewhere.
    validatorUrl: null,
    onComplete: () => {
      const named = window.ui.specSelectors.info().get("title");
      document.title = named && settings.documents.length > 1 ? `${named} · ${title}` : title;
      const filter = document.querySelector(".operation-filter-input");
      if (filter) {
        filter.placeholder = "Filter operations";
        filter.setAttribute("aria-label", "Filter operations");
      }
    },
  });
})();
