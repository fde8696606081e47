"""Scrapy in `./run bench scraper`, as simple as it can be: follows all links, and keeps the title of each page."""

from scrapy import Spider


class Pages(Spider):
    name = "pages"
    allowed_domains = ["127.0.0.1"]
    custom_settings = {
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "LOG_LEVEL": "ERROR",
        "ROBOTSTXT_OBEY": True,
        "TELNETCONSOLE_ENABLED": False,
    }

    def __init__(self, start):
        super().__init__()
        self.start_urls = [start]

    def parse(self, response):
        yield {
            "url": response.url,
            "status": response.status,
            "title": response.css("title::text").get(),
        }
        yield from response.follow_all(css="a")
