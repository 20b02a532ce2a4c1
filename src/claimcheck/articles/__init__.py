"""Articles as people bring them: pages, files, pastes, cleaned of what is not the article."""
